package org.offprint.platform.files.store;

import java.io.IOException;

/** Too little of the disk is left for more bytes. */
public final class InsufficientStorageException extends IOException {

    InsufficientStorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
