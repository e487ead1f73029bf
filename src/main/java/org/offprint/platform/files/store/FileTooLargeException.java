package org.offprint.platform.files.store;

import java.io.IOException;

/** A file has more bytes than it may; none of those beyond the bound were written. */
public final class FileTooLargeException extends IOException {

    private final long most;

    FileTooLargeException(long most) {
        super("The file has more than " + most + " bytes.");
        this.most = most;
    }

    /** Returns the bytes that it may have. */
    public long most() {
        return most;
    }
}
