package org.offprint.web.api.writes;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.ParameterValue;

/** Parameters of every write request, without the body. */
public class WriteRequest {

    /** Maximum length of an Idempotency-Key, in characters. */
    public static final int MAX_KEY_LENGTH = 255;

    @HeaderParam("Idempotency-Key")
    @Parameter(
            description = "Unique string that identifies this request, for example a UUID. The length is 1 to 255"
                    + " characters. If the request is repeated with the same key within 24 hours, the first"
                    + " response is returned and the write is not repeated.")
    String idempotencyKey;

    @HeaderParam("Prefer")
    @Parameter(description = "Set to `return=minimal` to omit the response body.")
    String prefer;

    @QueryParam("validateOnly")
    @Parameter(
            description = "Set to `true` to run all checks without storing anything (dry run).",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    ParameterValue<Boolean> validateOnly;

    @Context
    UriInfo uri;

    @Context
    Request request;

    /** Constructor for the framework, which then sets the fields. */
    public WriteRequest() {}

    /**
     * Creates the parameters of a write operation that another part of the service calls.
     *
     * @param idempotencyKey key under which the response is stored, or null
     * @param operation name of the operation, for which the key is valid
     */
    public static WriteRequest of(String idempotencyKey, String operation) {
        WriteRequest request = new WriteRequest() {
            @Override
            String operation() {
                return operation;
            }
        };
        request.idempotencyKey = idempotencyKey;
        return request;
    }

    boolean isValidateOnly() {
        String given = ParameterValue.textOf(validateOnly);
        if (given == null || given.equals("false")) {
            return false;
        } else if (given.equals("true")) {
            return true;
        }
        throw Problems.badParameter("validateOnly", "boolean-format", "Must be true or false.");
    }

    boolean isMinimal() {
        return prefer != null
                && Arrays.stream(prefer.toLowerCase(Locale.ROOT).split("[,;]"))
                        .anyMatch(preference ->
                                preference.replaceAll("[\\s\"]", "").equals("return=minimal"));
    }

    /**
     * Returns the Idempotency-Key, or null if the request has none. The header value can be a bare string or a quoted
     * string (RFC 8941).
     */
    String key() {
        if (idempotencyKey == null) {
            return null;
        }
        String key = idempotencyKey.strip();
        if (key.length() > 1 && key.startsWith("\"") && key.endsWith("\"")) {
            key = key.substring(1, key.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
            throw Problems.badHeader("Idempotency-Key", "size", "Must have 1 to " + MAX_KEY_LENGTH + " characters.");
        }
        return key;
    }

    /**
     * Rejects the request if it has an Idempotency-Key. Call this method for requests with a secret, which the stored
     * response or the stored hash of the body would reveal.
     *
     * @param reason why the header is rejected, as one sentence
     */
    public void rejectKey(String reason) {
        rejectKey(idempotencyKey, reason);
    }

    /**
     * Rejects the request if it has an Idempotency-Key. Use this method in operations without {@code WriteRequest}
     * parameters.
     */
    public static void rejectKey(String idempotencyKey, String reason) {
        if (idempotencyKey != null) {
            throw Problems.badHeader("Idempotency-Key", "not-repeatable", "Remove this header. " + reason);
        }
    }

    /** Returns the method and path of the request. An Idempotency-Key is valid only for one method and path. */
    String operation() {
        return request.getMethod() + " " + uri.getPath();
    }
}
