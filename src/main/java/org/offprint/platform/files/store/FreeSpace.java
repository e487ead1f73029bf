package org.offprint.platform.files.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The room that is left on the disk of a directory, of which some is never used. */
final class FreeSpace {

    private final Path directory;
    private final long least;

    /** @param least bytes that stay free */
    FreeSpace(Path directory, long least) {
        this.directory = directory;
        this.least = least;
    }

    /** @throws InsufficientStorageException where less than the least would be left after so many bytes more */
    void require(long bytes) throws IOException {
        long usable = Files.getFileStore(directory).getUsableSpace();
        if (usable - least < bytes) {
            throw new InsufficientStorageException(
                    "The disk has " + usable + " bytes left, of which " + least + " stay free.", null);
        }
    }

    /** Returns the failure of a write, as one of too little room where it is that. */
    IOException explain(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded")
                ? new InsufficientStorageException("The disk is full.", failure)
                : failure;
    }
}
