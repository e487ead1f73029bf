package org.offprint.kernel.faults;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Body of every error response: a problem document (RFC 9457).
 *
 * @param type problem type, as the path of the page in this service that documents it
 * @param errors individual errors; empty if there are none
 * @param members additional members of this problem type, such as {@code existing}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "Problem document that describes why the request failed (RFC 9457).")
public record Problem(
        @Schema(
                required = true,
                examples = "/problems/validation",
                description = "Path of the page that explains this type of problem. Use it to distinguish problems in"
                        + " code.")
        String type,

        @Schema(
                required = true,
                examples = "The article is not valid",
                description = "Short description of the problem, in English.")
        String title,

        @Schema(required = true, examples = "422", description = "HTTP status code of the response.")
        int status,

        @Schema(
                examples = "2 members are invalid.",
                description = "Cause of this problem and the next step, in English.")
        String detail,

        @Schema(description = "Path of the request that failed.")
        String instance,

        @Schema(description = "Id of the request, for finding the request in the log of the service.")
        String requestId,

        @Schema(
                description = "All errors of the request, each with its location. Omitted if the problem has no"
                        + " individual errors.")
        List<Finding> errors,

        @JsonAnyGetter @Schema(hidden = true) Map<String, Object> members) {

    /** Returns a problem document whose type is {@code /problems/} followed by {@code type}. */
    public static Problem of(int status, String type, String title, String detail) {
        return new Problem("/problems/" + type, title, status, detail, null, null, List.of(), Map.of());
    }

    /** Returns a copy of the problem with the given errors. */
    public Problem withErrors(List<Finding> findings) {
        return new Problem(type, title, status, detail, instance, requestId, List.copyOf(findings), members);
    }

    /** Returns a copy of the problem with one additional member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(type, title, status, detail, instance, requestId, errors, more);
    }

    /** Returns a copy of the problem with the path and the id of the failed request. */
    public Problem forRequest(String path, String request) {
        return new Problem(type, title, status, detail, path, request, errors, members);
    }
}
