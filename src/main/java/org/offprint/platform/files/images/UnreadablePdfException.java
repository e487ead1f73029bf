package org.offprint.platform.files.images;

/** A PDF that is not read; the message is a sentence for its editors. */
public final class UnreadablePdfException extends Exception {

    UnreadablePdfException(String message) {
        super(message);
    }

    UnreadablePdfException(String message, Throwable cause) {
        super(message, cause);
    }
}
