package org.offprint.web.api.issues;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.issues.IssueSeries;
import org.offprint.journal.issues.IssueView;
import org.offprint.journal.journals.Journal;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.security.Caller;

/**
 * REST resource that redirects to the newest published issue of a journal, or to the table of contents of that issue.
 */
@Path("/v1/journals/{id}/current-issue")
@Tag(name = "Journals")
public class CurrentIssueResource {

    /** Description of the 200 response for clients that follow redirects automatically. */
    private static final String AFTER_REDIRECT =
            "The issue or its table of contents, if the client follows the redirect automatically."
                    + " This operation itself never returns 200.";

    private final IssueSeries series;
    private final Caller caller;

    CurrentIssueResource(IssueSeries series, Caller caller) {
        this.series = series;
        this.caller = caller;
    }

    @GET
    @PermitAll
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "getCurrentIssue",
            summary = "Find the current issue of a journal",
            description = "Redirects to the newest published issue of the journal. Returns 404 if no issue is"
                    + " published.")
    @APIResponse(
            responseCode = "200",
            description = AFTER_REDIRECT,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = IssueView.class)))
    @APIResponse(responseCode = "307", description = "`Location` is the path of the current issue.")
    public Response getCurrentIssue(@PathParam("id") @Parameter(description = "Id or slug of the journal.") String id) {
        return redirect(id, "");
    }

    @GET
    @Path("contents")
    @PermitAll
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "getCurrentContents",
            summary = "Find the contents of the current issue",
            description = "Redirects to the table of contents of the newest published issue of the journal."
                    + " Returns 404 if no issue is published.")
    @APIResponse(
            responseCode = "200",
            description = AFTER_REDIRECT,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ContentsView.class)))
    @APIResponse(responseCode = "307", description = "`Location` is the path of the contents of the current issue.")
    public Response getCurrentContents(
            @PathParam("id") @Parameter(description = "Id or slug of the journal.") String id) {
        return redirect(id, "/contents");
    }

    private Response redirect(String journal, String part) {
        UUID issue = Journal.idOf(journal)
                .flatMap(series::newestPublished)
                .orElseThrow(() -> Problems.notFound("published issue of journal", journal));
        CachePolicy policy = caller.isAnonymous() ? CachePolicy.PUBLIC : CachePolicy.PRIVATE;
        return policy.on(Response.status(307).header(HttpHeaders.LOCATION, "/v1/issues/" + issue + part))
                .build();
    }
}
