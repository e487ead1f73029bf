package org.offprint.web.api.files;

import java.io.IOException;

/** A body that cannot be read to its end: the client ended it, or hung up. No fault of the service. */
public final class BodyException extends IOException {

    BodyException(String message, IOException cause) {
        super(message, cause);
    }
}
