package org.offprint.web.api.writes;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.HeaderParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.caching.Conditions;

/** The parameters of a write to an existing record, beside its body. */
public class EditRequest extends WriteRequest {

    @HeaderParam("If-Match")
    @Parameter(
            description = "The entity tag (`ETag`) of the state you are changing, or `*` for whatever is there."
                    + " Without it the answer is 428; with an old one 412.",
            example = "*")
    String ifMatch;

    /**
     * Ends the request where it does not say which state it changes, or says an old one.
     *
     * @param etag the present strong entity tag, in quotes
     * @param revision the present revision
     * @param stated the revision that the body states; null where it states none
     * @throws org.offprint.kernel.faults.ProblemException 428 or 412
     */
    public void requireMatch(String etag, int revision, Integer stated) {
        if (ifMatch != null || stated == null) {
            Conditions.requireMatch(ifMatch, etag);
        }
        if (stated != null && stated != revision) {
            throw Problems.stale(etag);
        }
    }

    /** The revision that this body states, if it does; 422 for anything but a whole number. */
    public static Integer statedRevision(JsonNode body) {
        JsonNode revision = body.path("revision");
        if (revision.isMissingNode() || revision.isNull()) {
            return null;
        }
        if (!revision.canConvertToExactIntegral() || !revision.canConvertToInt()) {
            throw Problems.invalid(
                    "The body", List.of(Finding.at("/revision", "wrong-type", "This must be a whole number.")));
        }
        return revision.intValue();
    }

    /** Requires a match for a request without a body. */
    public void requireMatch(String etag) {
        Conditions.requireMatch(ifMatch, etag);
    }

    /**
     * Ends a request before its body is read where it is sure to fail. With an Idempotency-Key it may be the repetition of
     * one that did not.
     */
    public void requireMatchBeforeBody(String etag) {
        if (key() == null) {
            Conditions.requireMatch(ifMatch, etag);
        }
    }
}
