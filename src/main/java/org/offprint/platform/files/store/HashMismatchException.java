package org.offprint.platform.files.store;

import java.io.IOException;

/** Bytes have another hash than was said; they were not stored. */
public final class HashMismatchException extends IOException {

    private final Sha256 found;

    HashMismatchException(Sha256 expected, Sha256 found) {
        super("The bytes have the SHA-256 " + found + ", not " + expected + ".");
        this.found = found;
    }

    /** Returns the hash that they have. */
    public Sha256 found() {
        return found;
    }
}
