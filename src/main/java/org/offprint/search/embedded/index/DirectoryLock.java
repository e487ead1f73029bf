package org.offprint.search.embedded.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Locks an index directory for one process. The lock is released at the latest when the process ends. */
public final class DirectoryLock implements AutoCloseable {

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the index directory if it is missing, and locks it. Throws an exception if another process has locked the
     * directory.
     */
    public static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return new DirectoryLock(channel);
                }
            } catch (OverlappingFileLockException e) {
                // A lock by another service in the same process is treated like one by another process.
            }
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("The directory " + directory + " cannot be written", e);
        }
        throw new IllegalStateException("Another instance uses the search indexes in " + directory
                + ". Stop the other instance, or set OFFPRINT_DATA_DIR to a separate directory for this instance.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock is released at the latest when the process ends.
        }
    }
}
