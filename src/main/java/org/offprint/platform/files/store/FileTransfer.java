package org.offprint.platform.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Copies all files from one store to another, ordered by hash. A file appears in the target store only if its hash is
 * correct, so the transfer can be interrupted and repeated at any time. Files that the target store already has are
 * skipped.
 */
public final class FileTransfer {

    private static final int PAGE = 500;

    private final FileStore from;
    private final FileStore to;
    private final boolean isMove;

    /**
     * Creates a transfer of files between two stores.
     *
     * @param isMove whether to delete each source file after reading it back from the target store
     */
    public FileTransfer(FileStore from, FileStore to, boolean isMove) {
        this.from = from;
        this.to = to;
        this.isMove = isMove;
    }

    /**
     * Progress of a file transfer.
     *
     * @param copied number of copied files
     * @param present number of files that already existed in the target store, or were deleted from the source in the
     *     meantime
     * @param damaged number of files whose content does not match their hash; damaged files remain in the source
     * @param bytes number of bytes in processed files
     * @param allBytes number of bytes in all files of the source
     * @param allFiles number of files in the source
     */
    public record Progress(long copied, long present, long damaged, long bytes, long allBytes, long allFiles) {

        /** Returns the number of files that the transfer has processed. */
        public long files() {
            return copied + present + damaged;
        }
    }

    /**
     * Copies all files of the source store to the target store.
     *
     * @param progress called after each file
     * @param faults called for each file that cannot be copied because it is damaged
     * @return final progress
     * @throws IOException if a store is unavailable or full; files that were already copied remain in the target store
     */
    public Progress run(Consumer<Progress> progress, Consumer<FileCheck.Fault> faults) throws IOException {
        Progress all = total();
        Progress at = all;
        List<StoredFile> page = from.list(null, PAGE);
        while (!page.isEmpty()) {
            for (StoredFile file : page) {
                at = transfer(file, at, faults);
                progress.accept(at);
            }
            page = from.list(page.get(page.size() - 1).hash(), PAGE);
        }
        return at;
    }

    private Progress total() throws IOException {
        long files = 0;
        long bytes = 0;
        List<StoredFile> page = from.list(null, PAGE);
        while (!page.isEmpty()) {
            files += page.size();
            bytes += page.stream().mapToLong(StoredFile::size).sum();
            page = from.list(page.get(page.size() - 1).hash(), PAGE);
        }
        return new Progress(0, 0, 0, 0, bytes, files);
    }

    private Progress transfer(StoredFile file, Progress at, Consumer<FileCheck.Fault> faults) throws IOException {
        boolean isPresent = to.find(file.hash())
                .filter(there -> there.size() == file.size())
                .isPresent();
        if (!isPresent) {
            try (InputStream in = from.open(file.hash())) {
                copy(file, in);
            } catch (NoSuchFileException e) {
                // The source file was deleted during the transfer.
                return at(at, 0, 1, 0, file);
            } catch (HashMismatchException | FileTooLargeException e) {
                faults.accept(new FileCheck.Fault(
                        file.hash(), FileCheck.Fault.Kind.DAMAGED, "The file " + file.hash() + " is damaged."));
                return at(at, 0, 0, 1, file);
            }
        }
        if (isMove) {
            Optional<FileCheck.Fault> fault = new FileCheck(to).check(file.hash());
            if (fault.isPresent()) {
                faults.accept(fault.get());
                return at(at, 0, 0, 1, file);
            }
            from.delete(file.hash());
        }
        return isPresent ? at(at, 0, 1, 0, file) : at(at, 1, 0, 0, file);
    }

    private void copy(StoredFile file, InputStream in) throws IOException {
        try (IncomingFile incoming = to.begin(file.size())) {
            try {
                in.transferTo(incoming);
                incoming.store(file.hash());
            } catch (IOException e) {
                incoming.discard();
                throw e;
            }
        }
    }

    private static Progress at(Progress before, int copied, int present, int damaged, StoredFile file) {
        return new Progress(
                before.copied() + copied,
                before.present() + present,
                before.damaged() + damaged,
                before.bytes() + file.size(),
                before.allBytes(),
                before.allFiles());
    }
}
