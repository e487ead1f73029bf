package org.offprint.platform.files.images;

/** An image of which no version can be made; the message is a sentence for its editors. */
public final class UnreadableImageException extends Exception {

    UnreadableImageException(String message) {
        super(message);
    }

    UnreadableImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
