package org.offprint.platform.files.store;

import java.io.IOException;

/** Thrown if another request is writing to the same file upload. */
public final class FileBeingReceivedException extends IOException {

    FileBeingReceivedException() {
        super("Another request is writing to this upload.");
    }
}
