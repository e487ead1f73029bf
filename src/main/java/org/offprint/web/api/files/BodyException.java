package org.offprint.web.api.files;

import java.io.IOException;

/**
 * Thrown if a request body cannot be read completely, because the client closed the connection or sent too little. This
 * is a client error, not a fault of the service.
 */
public final class BodyException extends IOException {

    BodyException(String message, IOException cause) {
        super(message, cause);
    }
}
