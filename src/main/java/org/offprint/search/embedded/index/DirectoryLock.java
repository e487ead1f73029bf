package org.offprint.search.embedded.index;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lock of one process on an index directory. If the process ends without releasing the lock, the operating system
 * releases it.
 */
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
                // A lock held by another service in this process is treated like a lock held by another process.
            }
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("The directory " + directory + " is not writable", e);
        }
        throw new IllegalStateException("Another instance uses the search indexes in " + directory
                + ". Stop the other instance, or set OFFPRINT_DATA_DIR to a separate directory for this instance.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The operating system releases the lock when the process ends.
        }
    }
}
