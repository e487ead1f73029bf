package org.offprint.platform.files.store;

import java.io.IOException;

/** Thrown if the hash of uploaded content differs from the expected hash. The content is not stored. */
public final class HashMismatchException extends IOException {

    private final Sha256 found;

    HashMismatchException(Sha256 expected, Sha256 found) {
        super("The SHA-256 of the content is " + found + ", not " + expected + ".");
        this.found = found;
    }

    /** Returns the actual hash of the uploaded content. */
    public Sha256 found() {
        return found;
    }
}
