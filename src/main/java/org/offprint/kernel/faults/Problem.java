package org.offprint.kernel.faults;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of every error: a problem document (RFC 9457).
 *
 * @param type names the kind of problem, as a path of this service that explains it
 * @param errors what is wrong in detail; empty where there is nothing to point to
 * @param members further members of this kind of problem, such as {@code existing}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "What went wrong, as RFC 9457 has it.")
public record Problem(
        @Schema(required = true, examples = "/problems/validation")
        String type,

        @Schema(required = true, examples = "The article is not valid")
        String title,

        @Schema(required = true, examples = "422") int status,
        @Schema(examples = "2 members are invalid.") String detail,

        @Schema(description = "The path that was asked for.")
        String instance,

        @Schema(description = "Names this request in the log of the service.")
        String requestId,

        List<Finding> errors,
        @JsonAnyGetter @Schema(hidden = true) Map<String, Object> members) {

    /** A problem of the kind {@code type} (the last segment of its path). */
    public static Problem of(int status, String type, String title, String detail) {
        return new Problem("/problems/" + type, title, status, detail, null, null, List.of(), Map.of());
    }

    /** Returns a copy with these errors. */
    public Problem withErrors(List<Finding> findings) {
        return new Problem(type, title, status, detail, instance, requestId, List.copyOf(findings), members);
    }

    /** Returns a copy with one more member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(type, title, status, detail, instance, requestId, errors, more);
    }

    /** Returns a copy for one request. */
    public Problem toldOf(String path, String request) {
        return new Problem(type, title, status, detail, path, request, errors, members);
    }
}
