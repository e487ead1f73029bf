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
 * Bytes by their SHA-256. A file has its name there only when all of it is safe. What is being received lies in a
 * directory of this node, whatever the store, so that an upload is resumed at the node that began it.
 *
 * <p>Rows of the database name files only after {@link Incoming#keep}; what no row names is swept.
 */
public abstract class FileStore implements AutoCloseable {

    private final Path incoming;
    private final FreeSpace free;

    /**
     * @param directory in which {@code incoming} lies; made where it is missing
     * @param leastFree bytes of its disk that stay free
     */
    FileStore(Path directory, long leastFree) throws IOException {
        incoming = directory.resolve("incoming");
        Files.createDirectories(incoming);
        free = new FreeSpace(incoming, leastFree);
    }

    /**
     * Begins to receive a file, under a name of its own.
     *
     * @param most the bytes that it may have
     * @throws InsufficientStorageException where the disk is full
     */
    public Incoming begin(long most) throws IOException {
        return begin(UUID.randomUUID(), most);
    }

    /**
     * Begins to receive a file that can be resumed by its name.
     *
     * @param upload never used before
     * @throws FileAlreadyExistsException where it has begun before
     * @throws InsufficientStorageException where the disk is full
     */
    public Incoming begin(UUID upload, long most) throws IOException {
        requireRoom(0);
        return locked(upload, most, StandardOpenOption.CREATE_NEW);
    }

    /**
     * Goes on with a file where it stopped, at {@link Incoming#size}.
     *
     * @throws NoSuchFileException where it never began, or was kept, discarded or given up
     * @throws FileBeingReceivedException where somebody writes to it
     */
    public Incoming resume(UUID upload, long most) throws IOException {
        return locked(upload, most);
    }

    private Incoming locked(UUID upload, long most, OpenOption... more) throws IOException {
        Path file = partial(upload);
        FileChannel channel = FileChannel.open(file, options(more));
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new FileBeingReceivedException();
            }
            // It may have been kept between the opening and the lock, and is one of the store then.
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            return new Incoming(upload, file, channel, most, free, this::put);
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

    /** Returns how many bytes of an upload were received; empty where there is no such upload. */
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
     * Deletes what was being received and has not grown since; what somebody writes to stays.
     *
     * @return how many files went
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
                    // Kept or discarded meanwhile, or alive after all, or none of ours.
                }
            }
        }
        return discarded + discardUnfinished(before);
    }

    /** Gives up what was on its way from this node into the store. */
    abstract int discardUnfinished(Instant before) throws IOException;

    /** @throws InsufficientStorageException where the disk of this node has no room for so many bytes */
    public final void requireRoom(long bytes) throws IOException {
        free.require(bytes);
    }

    final FreeSpace freeSpace() {
        return free;
    }

    /** Moves a file of this node, which is safe from a loss of power, into the store. */
    abstract void put(Path file, Sha256 hash, long size) throws IOException;

    /**
     * Reads a part of a file.
     *
     * @param length beyond the end of the file, or {@link Long#MAX_VALUE}, for all from the offset on
     * @throws NoSuchFileException where the store does not have it, now rather than when it is read
     */
    public abstract InputStream open(Sha256 hash, long offset, long length) throws IOException;

    /** Reads a whole file. */
    public final InputStream open(Sha256 hash) throws IOException {
        return open(hash, 0, Long.MAX_VALUE);
    }

    /** Returns where a file lies on the disk of this node; empty where it does not lie there, or not at all. */
    public abstract Optional<Path> path(Sha256 hash);

    /** Returns a file's size and time; empty where the store does not have it. */
    public abstract Optional<StoredFile> find(Sha256 hash) throws IOException;

    /** Returns whether the store has a file. */
    public final boolean has(Sha256 hash) throws IOException {
        return find(hash).isPresent();
    }

    /** Deletes a file; does nothing where there is none. Who reads it at this moment gets it whole where it is on disk. */
    public abstract void delete(Sha256 hash) throws IOException;

    /**
     * Lists files, by their hash.
     *
     * @param after the last one of the page before; null for the first page
     * @return at most so many; none where there are no more
     */
    public abstract List<StoredFile> list(Sha256 after, int most) throws IOException;

    /** Tries whether files can be stored now. */
    public abstract void tryToWrite() throws IOException;

    /** Returns the store in words, without any secret. */
    @Override
    public abstract String toString();

    @Override
    public void close() {}
}
