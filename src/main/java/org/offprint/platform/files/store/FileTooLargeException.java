package org.offprint.platform.files.store;

import java.io.IOException;

/** Thrown if an uploaded file exceeds its maximum size. No bytes beyond the limit are written. */
public final class FileTooLargeException extends IOException {

    private final long most;

    FileTooLargeException(long most) {
        super("The file has more than " + most + " bytes.");
        this.most = most;
    }

    /** Returns the maximum size of the file, in bytes. */
    public long most() {
        return most;
    }
}
