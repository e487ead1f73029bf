package org.offprint.api.imports;

import java.io.IOException;

/** A body that cannot be read to its end: the client ended it, or hung up. No fault of the service. */
final class BodyException extends IOException {

    BodyException(String message, IOException cause) {
        super(message, cause);
    }
}
