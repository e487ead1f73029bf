package org.offprint.web.api.files;

import jakarta.ws.rs.HeaderParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.platform.http.caching.Conditions;
import org.offprint.web.api.writes.EditRequest;

/** Parameters of a request that creates or replaces a file. */
public class PutFileRequest extends EditRequest {

    @HeaderParam("If-None-Match")
    @Parameter(
            description = "`*` to create the file only if the article has no file with this name. Otherwise, the"
                    + " response is 412. With `*`, `If-Match` is not required.")
    String ifNoneMatch;

    @Override
    public void requireMatch(String etag, String part) {
        boolean isCreated = ifNoneMatch != null && ifNoneMatch.strip().equals("*");
        if (hasIfMatch() || !isCreated) {
            super.requireMatch(etag, part);
        }
        Conditions.requireNoneMatch(ifNoneMatch, part);
    }
}
