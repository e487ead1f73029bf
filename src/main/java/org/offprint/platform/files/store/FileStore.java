package org.offprint.platform.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Content-addressed file store whose keys are SHA-256 hashes. A file is visible only after it is stored completely and
 * durably. Uploads in progress are in a local directory of this node, even if the store is remote. An upload must
 * therefore be resumed on the node where it began.
 * <p>Database rows refer to a file only after {@link IncomingFile#store}. Unreferenced files are deleted.
 */
public abstract class FileStore implements AutoCloseable {

    private final Path incoming;
    private final FreeSpace free;

    /**
     * Creates a file store.
     *
     * @param directory parent directory of {@code incoming}; created if it is missing
     * @param leastFree minimum free disk space, in bytes
     */
    FileStore(Path directory, long leastFree) throws IOException {
        incoming = directory.resolve("incoming");
        Files.createDirectories(incoming);
        free = new FreeSpace(incoming, leastFree);
    }

    /**
     * Begins a file upload with a new id.
     *
     * @param most maximum size of the file, in bytes
     * @throws InsufficientStorageException if the disk is full
     */
    public IncomingFile begin(long most) throws IOException {
        return begin(UUID.randomUUID(), most);
    }

    /**
     * Begins a file upload that can be resumed by its id.
     *
     * @param upload upload id that has never been used before
     * @throws FileAlreadyExistsException if the upload already exists
     * @throws InsufficientStorageException if the disk is full
     */
    public IncomingFile begin(UUID upload, long most) throws IOException {
        requireSpace(0);
        return locked(upload, most, StandardOpenOption.CREATE_NEW);
    }

    /**
     * Resumes a file upload at {@link IncomingFile#size}.
     *
     * @throws NoSuchFileException if the upload never began, or was stored, discarded or abandoned
     * @throws FileBeingReceivedException if another request is writing to the upload
     */
    public IncomingFile resume(UUID upload, long most) throws IOException {
        return locked(upload, most);
    }

    private IncomingFile locked(UUID upload, long most, OpenOption... more) throws IOException {
        Path file = partial(upload);
        FileChannel channel = FileChannel.open(file, options(more));
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new FileBeingReceivedException();
            }
            // The upload may have been stored between opening its file and locking it.
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            return new IncomingFile(upload, file, channel, most, free, this::put);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new FileBeingReceivedException();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static OpenOption[] options(OpenOption... more) {
        OpenOption[] options = Arrays.copyOf(more, more.length + 2);
        options[more.length] = StandardOpenOption.READ;
        options[more.length + 1] = StandardOpenOption.WRITE;
        return options;
    }

    /** Returns the number of bytes that a file upload has received, or empty if there is no such upload. */
    public OptionalLong received(UUID upload) throws IOException {
        try {
            return OptionalLong.of(Files.size(partial(upload)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    private Path partial(UUID upload) {
        return incoming.resolve(upload.toString());
    }

    /**
     * Deletes file uploads that have not changed since {@code before}. Uploads to which a request is writing are not
     * deleted.
     *
     * @return number of deleted files
     */
    public int discardIncoming(Instant before) throws IOException {
        int discarded = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming)) {
            for (Path file : files) {
                try {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                        resume(UUID.fromString(file.getFileName().toString()), 0)
                                .discard();
                        discarded++;
                    }
                } catch (NoSuchFileException | FileBeingReceivedException | IllegalArgumentException e) {
                    // The upload was stored, discarded or resumed in the meantime, or the file is not an upload.
                }
            }
        }
        return discarded + discardUnfinished(before);
    }

    /**
     * Discards transfers from this node to the file store that began before {@code before} and are still unfinished.
     */
    abstract int discardUnfinished(Instant before) throws IOException;

    /**
     * Checks that this node has enough free disk space for the given number of bytes.
     *
     * @throws InsufficientStorageException if the space is insufficient
     */
    public final void requireSpace(long bytes) throws IOException {
        free.require(bytes);
    }

    final FreeSpace freeSpace() {
        return free;
    }

    /** Moves a local file, which is already durable, into the file store. */
    abstract void put(Path file, Sha256 hash, long size) throws IOException;

    /**
     * Opens a byte range of a stored file for reading.
     *
     * @param length number of bytes; a length beyond the end of the file, or {@link Long#MAX_VALUE}, reads to the end
     * @throws NoSuchFileException if the store does not have the file; never thrown later, while reading
     */
    public abstract InputStream open(Sha256 hash, long offset, long length) throws IOException;

    /** Opens a complete stored file for reading. */
    public final InputStream open(Sha256 hash) throws IOException {
        return open(hash, 0, Long.MAX_VALUE);
    }

    /** Returns the path of a stored file on the local disk, or empty if the store is remote. */
    public abstract Optional<Path> path(Sha256 hash);

    /** Returns the size and modification time of a stored file, or empty if the store does not have it. */
    public abstract Optional<StoredFile> find(Sha256 hash) throws IOException;

    /** Returns whether the store contains the file with the given hash. */
    public final boolean has(Sha256 hash) throws IOException {
        return find(hash).isPresent();
    }

    /**
     * Deletes a stored file if it exists. If the store is on disk, clients that have opened the file can still read it
     * to the end.
     */
    public abstract void delete(Sha256 hash) throws IOException;

    /**
     * Lists the files of the store, ordered by hash.
     *
     * @param after last hash of the previous page; null for the first page
     * @param most maximum number of files on the page
     * @return page of files; an empty list after the last file
     */
    public abstract List<StoredFile> list(Sha256 after, int most) throws IOException;

    /**
     * Checks whether files can currently be stored, by writing a test file.
     *
     * @throws IOException if the test file cannot be written
     */
    public abstract void checkWritable() throws IOException;

    /** Returns a description of the file store without secrets. */
    @Override
    public abstract String toString();

    @Override
    public void close() {}
}
