package org.offprint.platform.files.worker;

/** Thrown if the file could not be processed. The message is a sentence for editors. */
public final class UnreadableFileException extends Exception {

    UnreadableFileException(String message) {
        super(message);
    }
}
