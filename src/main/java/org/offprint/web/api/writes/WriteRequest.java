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
import org.offprint.platform.http.parameters.Given;

/** The parameters of every write, beside its body. */
public class WriteRequest {

    /** The most characters of an Idempotency-Key. */
    public static final int LONGEST_KEY = 255;

    @HeaderParam("Idempotency-Key")
    @Parameter(
            description = "Any text of your own that names this request: sent again, the first answer is repeated"
                    + " and nothing is done twice. Kept for 24 hours.")
    String idempotencyKey;

    @HeaderParam("Prefer")
    @Parameter(description = "`return=minimal` leaves out the body of the answer.")
    String prefer;

    @QueryParam("validateOnly")
    @Parameter(
            description = "`true` makes all the checks and stores nothing.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    Given<Boolean> validateOnly;

    @Context
    UriInfo uri;

    @Context
    Request request;

    boolean isValidateOnly() {
        String given = Given.textOf(validateOnly);
        if (given == null || given.equals("false")) {
            return false;
        } else if (given.equals("true")) {
            return true;
        }
        throw Problems.badParameter("validateOnly", "boolean-format", "This must be true or false.");
    }

    boolean isMinimal() {
        return prefer != null
                && Arrays.stream(prefer.toLowerCase(Locale.ROOT).split("[,;]"))
                        .anyMatch(preference ->
                                preference.replaceAll("[\\s\"]", "").equals("return=minimal"));
    }

    /** The Idempotency-Key, quoted as a string of RFC 8941 or bare; null where there is none. */
    String key() {
        if (idempotencyKey == null) {
            return null;
        }
        String key = idempotencyKey.strip();
        if (key.length() > 1 && key.startsWith("\"") && key.endsWith("\"")) {
            key = key.substring(1, key.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw Problems.badHeader("Idempotency-Key", "size", "This must have 1 to " + LONGEST_KEY + " characters.");
        }
        return key;
    }

    /** Names the operation, for the scope of the Idempotency-Key. */
    String operation() {
        return request.getMethod() + " " + uri.getPath();
    }
}
