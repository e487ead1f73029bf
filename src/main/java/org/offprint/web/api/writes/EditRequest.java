package org.offprint.web.api.writes;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.HeaderParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.caching.Conditions;
import org.offprint.platform.http.parameters.ParameterValue;

/** Parameters of a write request for an existing record, without the body. */
public class EditRequest extends WriteRequest {

    @HeaderParam("If-Match")
    @Parameter(
            description = "`ETag` of the record version that you are changing, or `*` to overwrite any version. If"
                    + " the header is missing, the response is 428. If the record has changed since you read"
                    + " it, the response is 412.",
            example = "*")
    String ifMatch;

    /** Constructor for the framework, which then sets the fields. */
    public EditRequest() {}

    /**
     * Creates the parameters of a write operation that another part of the service calls.
     *
     * @param revision revision on which the change is based
     * @param validateOnly whether the operation is a dry run
     */
    public static EditRequest of(int revision, boolean validateOnly) {
        EditRequest request = new EditRequest();
        request.ifMatch = "\"r" + revision + "\"";
        request.validateOnly = new ParameterValue<>(Boolean.toString(validateOnly));
        return request;
    }

    /**
     * Creates the parameters of a write operation that another part of the service calls.
     *
     * @param etags value of {@code If-Match}
     */
    public static EditRequest matching(String etags) {
        EditRequest request = new EditRequest();
        request.ifMatch = etags;
        return request;
    }

    /** Returns the {@code If-Match} header, or null if the request has none. */
    protected String ifMatch() {
        return ifMatch;
    }

    /**
     * Rejects the request if its revision or entity tag is missing or outdated.
     *
     * @param etag current strong entity tag, in quotes
     * @param revision current revision
     * @param stated revision in the body, or null if the body contains none
     * @throws org.offprint.kernel.faults.ProblemException 428 if the request states neither a revision nor an entity
     *     tag; 412 if the stated revision or entity tag is outdated
     */
    public void requireMatch(String etag, int revision, Integer stated) {
        if (ifMatch != null || stated == null) {
            Conditions.requireMatch(ifMatch, etag);
        }
        if (stated != null && stated != revision) {
            throw Problems.stale(etag);
        }
    }

    /**
     * Returns the revision in the given request body, or null if the body contains no revision.
     *
     * @throws org.offprint.kernel.faults.ProblemException 422 if the revision is not a whole number
     */
    public static Integer statedRevision(JsonNode body) {
        JsonNode revision = body.path("revision");
        if (revision.isMissingNode() || revision.isNull()) {
            return null;
        }
        if (!revision.canConvertToExactIntegral() || !revision.canConvertToInt()) {
            throw Problems.invalid(
                    "The request body", List.of(Finding.at("/revision", "wrong-type", "Must be a whole number.")));
        }
        return revision.intValue();
    }

    /** Requires that {@code If-Match} matches the current entity tag. Use this method for requests without a body. */
    public void requireMatch(String etag) {
        Conditions.requireMatch(ifMatch, etag);
    }

    /**
     * Requires that {@code If-Match} matches the current entity tag of a record or of the addressed part of the record,
     * such as a file.
     *
     * @param part current entity tag of the part; null if the part does not exist
     */
    public void requireMatch(String etag, String part) {
        if (part == null) {
            Conditions.requireMatch(ifMatch, etag);
        } else {
            Conditions.requireMatch(ifMatch, etag, part);
        }
    }

    /**
     * Rejects a request that is certain to fail, without reading the body. Requests with an Idempotency-Key are not
     * rejected, because they may repeat a request that succeeded.
     *
     * @param part current entity tag of the addressed part of the record; null if the part does not exist
     */
    public void requireMatchBeforeBody(String etag, String part) {
        if (key() == null) {
            requireMatch(etag, part);
        }
    }
}
