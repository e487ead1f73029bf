package org.offprint.kernel.faults;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Error in a request, with its location and a machine-readable code. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Error in the request, with its location and a machine-readable code.")
public record Finding(
        @Schema(
                description = "Location of the error in the request body, as a JSON Pointer (RFC 6901). Omitted if"
                        + " the error is in a parameter or a header.",
                examples = "/contributors/0/orcid")
        String pointer,

        @Schema(
                description = "Name of the query or path parameter that is invalid. Omitted if the error is in the"
                        + " body or a header.",
                examples = "limit")
        String parameter,

        @Schema(
                description = "Name of the request header that is invalid. Omitted if the error is in the body or a"
                        + " parameter.",
                examples = "If-Match")
        String header,

        @Schema(
                description = "Machine-readable error code, for example `orcid-checksum`.",
                required = true,
                examples = "orcid-checksum")
        String code,

        @Schema(description = "Description of the error and how to fix it, in English.", required = true)
        String message,

        @Schema(
                description = "Position of the error in the value of the parameter `q`, counted from 0 in UTF-16 code"
                        + " units as in JavaScript. Omitted for all other parameters.",
                examples = "4")
        Integer position,

        @Schema(
                description = "Corrected value to send instead. Only given for the parameter `q`.",
                examples = "title:soil")
        String suggestion) {

    /**
     * Returns an error in the request body at the given JSON Pointer. The pointer {@code ""} denotes the whole body.
     */
    public static Finding at(String pointer, String code, String message) {
        return new Finding(pointer, null, null, code, message, null, null);
    }

    /** Returns an error in a query or path parameter. */
    public static Finding parameter(String name, String code, String message) {
        return new Finding(null, name, null, code, message, null, null);
    }

    /** Returns an error in a request header. */
    public static Finding header(String name, String code, String message) {
        return new Finding(null, null, name, code, message, null, null);
    }

    /**
     * Returns a copy of the finding with the offset of the error in the parameter value and a suggested value. The
     * suggested value can be null.
     */
    public Finding atPosition(int place, String instead) {
        return new Finding(pointer, parameter, header, code, message, place, instead);
    }
}
