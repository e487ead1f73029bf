package org.offprint.web.api.files;

import java.io.IOException;

/**
 * Exception for an incomplete request body: the client closed the connection or sent too few bytes. The exception
 * indicates a client error, not a fault of the service.
 */
public final class BodyException extends IOException {

    BodyException(String message, IOException cause) {
        super(message, cause);
    }
}
