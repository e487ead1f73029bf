package org.offprint.platform.files.store;

import java.io.IOException;

/** Thrown if the disk has too little free space. */
public final class InsufficientStorageException extends IOException {

    InsufficientStorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
