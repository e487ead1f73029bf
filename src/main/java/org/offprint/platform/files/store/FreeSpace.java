package org.offprint.platform.files.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Free space on the disk of a directory, excluding a reserve. */
final class FreeSpace {

    private final Path directory;
    private final long least;

    /**
     * Creates the check for free disk space.
     *
     * @param least reserve that must remain free, in bytes
     */
    FreeSpace(Path directory, long least) {
        this.directory = directory;
        this.least = least;
    }

    /**
     * Checks that the given number of bytes can be written to the disk.
     *
     * @throws InsufficientStorageException if less than the reserve would remain free
     */
    void require(long bytes) throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        if (usable - least < bytes) {
            throw new InsufficientStorageException(
                    "The disk has " + usable + " bytes left, of which " + least + " are reserved.", null);
        }
    }

    /** Converts a write error to {@link InsufficientStorageException} if the disk is full. */
    IOException explain(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded")
                ? new InsufficientStorageException("The disk is full.", failure)
                : failure;
    }
}
