package org.offprint.platform.files.store;

import java.io.IOException;

/** Somebody else is writing to the same upload at this moment. */
public final class FileBeingReceivedException extends IOException {

    FileBeingReceivedException() {
        super("The upload is being written to already.");
    }
}
