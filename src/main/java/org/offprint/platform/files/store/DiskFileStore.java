package org.offprint.platform.files.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * File store in a directory. A file has the path {@code ab/cd/abcd…}, whose folders are the first digits of its hash.
 */
public final class DiskFileStore extends FileStore {

    private static final String PROBE = "probe";

    private final Path directory;

    /**
     * Creates a file store in a directory.
     *
     * @param directory root directory of the store; created if it is missing
     * @param leastFree minimum free disk space, in bytes
     */
    public DiskFileStore(Path directory, long leastFree) throws IOException {
        super(directory.toAbsolutePath(), leastFree);
        this.directory = directory.toAbsolutePath();
    }

    private Path pathOf(Sha256 hash) {
        String name = hash.value();
        return directory
                .resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
    }

    @Override
    void put(Path file, Sha256 hash, long size) throws IOException {
        Path place = pathOf(hash);
        try {
            createDirectories(place.getParent());
            // If the move replaces an existing file, clients that have already opened it can continue to read.
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(place.getParent());
        } catch (IOException e) {
            throw freeSpace().explain(e);
        }
    }

    /** Creates a directory and its parents durably, so that they survive a power failure. */
    private void createDirectories(Path made) throws IOException {
        if (Files.isDirectory(made)) {
            return;
        }
        createDirectories(made.getParent());
        try {
            Files.createDirectory(made);
        } catch (FileAlreadyExistsException e) {
            // A concurrent upload has already created the directory.
        }
        force(made.getParent());
    }

    private static void force(Path changed) throws IOException {
        try (FileChannel channel = FileChannel.open(changed, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    int discardUnfinished(Instant before) {
        return 0;
    }

    @Override
    public InputStream open(Sha256 hash, long offset, long length) throws IOException {
        FileChannel channel = FileChannel.open(pathOf(hash), StandardOpenOption.READ);
        try {
            return new LimitedStream(Channels.newInputStream(channel.position(offset)), length);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Input stream that returns the bytes of another stream up to a maximum length. */
    private static final class LimitedStream extends FilterInputStream {

        private long left;

        LimitedStream(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return length == 0 ? 0 : -1;
            }
            int read = super.read(bytes, offset, (int) Math.min(left, length));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(Math.min(left, bytes));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(left, super.available());
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    @Override
    public Optional<Path> path(Sha256 hash) {
        Path place = pathOf(hash);
        return Files.isRegularFile(place) ? Optional.of(place) : Optional.empty();
    }

    @Override
    public Optional<StoredFile> find(Sha256 hash) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(pathOf(hash), BasicFileAttributes.class);
            return Optional.of(new StoredFile(
                    hash, attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(Sha256 hash) throws IOException {
        Files.deleteIfExists(pathOf(hash));
    }

    @Override
    public List<StoredFile> list(Sha256 after, int most) throws IOException {
        List<StoredFile> page = new ArrayList<>();
        String last = after == null ? "" : after.value();
        for (Path first : children(directory, 2, last, 0)) {
            for (Path second :
                    children(first, 2, last.startsWith(first.getFileName().toString()) ? last : "", 2)) {
                for (Path file : children(second, 64, "", 0)) {
                    Sha256 hash = new Sha256(file.getFileName().toString());
                    if (hash.value().compareTo(last) > 0) {
                        find(hash).ifPresent(page::add);
                    }
                    if (page.size() == most) {
                        return page;
                    }
                }
            }
        }
        return page;
    }

    /**
     * Returns the entries of a directory whose names have {@code digits} hexadecimal digits, sorted by name. Entries
     * before {@code last} are omitted.
     *
     * @param last hash from which to start; empty to start at the beginning
     * @param offset offset of the first digit of {@code last} that is compared with the names
     */
    private static List<Path> children(Path parent, int digits, String last, int offset) throws IOException {
        String least = last.isEmpty() ? "" : last.substring(offset, offset + digits);
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(child -> isHexadecimal(child.getFileName().toString(), digits))
                    .filter(child -> child.getFileName().toString().compareTo(least) >= 0)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    private static boolean isHexadecimal(String name, int digits) {
        return name.length() == digits
                && name.chars().allMatch(sign -> sign >= '0' && sign <= '9' || sign >= 'a' && sign <= 'f');
    }

    @Override
    public void checkWritable() throws IOException {
        requireSpace(0);
        Path probe = directory.resolve(PROBE);
        Files.writeString(probe, Instant.now().toString());
        // Another node with the same directory may already have deleted the test file.
        Files.deleteIfExists(probe);
    }

    @Override
    public String toString() {
        return "the directory " + directory;
    }
}
