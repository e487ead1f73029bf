package org.offprint.platform.files.images;

/** Thrown if no image version can be created. The exception message is a sentence for editors. */
public final class UnreadableImageException extends Exception {

    UnreadableImageException(String message) {
        super(message);
    }

    UnreadableImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
