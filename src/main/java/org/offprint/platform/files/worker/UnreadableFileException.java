package org.offprint.platform.files.worker;

/** A file of which nothing was made; the message is a sentence for its editors. */
public final class UnreadableFileException extends Exception {

    UnreadableFileException(String message) {
        super(message);
    }
}
