package org.offprint.kernel.faults;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One thing that is wrong with a request, and where. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "One thing that is wrong with a request, and where.")
public record Finding(
        @Schema(description = "Where in the body, as a JSON Pointer (RFC 6901).", examples = "/contributors/0/orcid")
        String pointer,

        @Schema(description = "Which parameter of the URL.", examples = "limit")
        String parameter,

        @Schema(description = "Which header of the request.", examples = "If-Match")
        String header,

        @Schema(description = "What is wrong, for programs.", required = true, examples = "orcid-checksum")
        String code,

        @Schema(description = "What is wrong, in a sentence for people.", required = true)
        String message,

        @Schema(
                description = "Where in the parameter, from 0, in UTF-16 code units as JavaScript counts; of `q` only.",
                examples = "4")
        Integer position,

        @Schema(description = "What could be sent instead; of `q` only.", examples = "title:soil")
        String suggestion) {

    /** Returns a fault of the body, at this JSON Pointer ({@code ""} is the whole body). */
    public static Finding at(String pointer, String code, String message) {
        return new Finding(pointer, null, null, code, message, null, null);
    }

    /** Returns a fault of a parameter of the query or the path. */
    public static Finding parameter(String name, String code, String message) {
        return new Finding(null, name, null, code, message, null, null);
    }

    /** Returns a fault of a header of the request. */
    public static Finding header(String name, String code, String message) {
        return new Finding(null, null, name, code, message, null, null);
    }

    /** Returns a copy at this place of the parameter's value, with a suggestion; null for none. */
    public Finding within(int place, String instead) {
        return new Finding(pointer, parameter, header, code, message, place, instead);
    }
}
