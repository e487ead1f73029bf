package org.offprint.platform.files.images;

/** Thrown if a PDF cannot be read. The exception message is a sentence for editors. */
public final class UnreadablePdfException extends Exception {

    UnreadablePdfException(String message) {
        super(message);
    }

    UnreadablePdfException(String message, Throwable cause) {
        super(message, cause);
    }
}
