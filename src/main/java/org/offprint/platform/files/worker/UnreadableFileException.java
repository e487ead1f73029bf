package org.offprint.platform.files.worker;

/** Thrown if a file could not be processed. The exception message is a sentence for editors. */
public final class UnreadableFileException extends Exception {

    UnreadableFileException(String message) {
        super(message);
    }
}
