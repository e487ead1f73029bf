package org.offprint.web.api.journals;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.journals.DoiExamples;
import org.offprint.journal.journals.DoiMint;
import org.offprint.journal.journals.DoiPattern;
import org.offprint.journal.journals.DoiRegister;
import org.offprint.journal.journals.Journal;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;

/** REST resource that previews the DOIs that a journal would mint. */
@Path("/v1/journals/{id}/doi-preview")
@Tag(name = "Journals")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class DoiPreviewResource {

    private static final String PATTERN = "pattern";
    private static final int MAX_PATTERN_LENGTH = 100;

    private final DoiMint mint;
    private final Caller caller;

    DoiPreviewResource(DoiMint mint, Caller caller) {
        this.mint = mint;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "previewDois",
            summary = "Preview the DOIs of a journal",
            description = "Returns three example DOIs for each DOI pattern of the journal, and states whether each"
                    + " DOI is already in use. Also lists problems of the patterns. Nothing is stored or"
                    + " registered.")
    public Reply<DoiExamples> previewDois(
            @PathParam("id") @Parameter(description = "Id or slug of the journal.") String id,
            @QueryParam(PATTERN)
                    @Parameter(
                            description =
                                    "Article DOI pattern to preview instead of the stored pattern of the journal, 1 to"
                                            + " 100 characters.",
                            example = "{journal}.{sequence}")
                    String pattern) {
        Journal journal = Journal.require(id);
        caller.requireEditorOf(journal.id);
        DoiPattern tried = pattern == null ? null : parsePattern(pattern);
        return Reply.of(Reply.forEditors(Json.write(mint.preview(journal, tried, Instant.now())), null));
    }

    private static DoiPattern parsePattern(String text) {
        if (text.isEmpty() || text.length() > MAX_PATTERN_LENGTH) {
            throw Problems.badParameter(
                    PATTERN, "doi-pattern-length", "Must have 1 to " + MAX_PATTERN_LENGTH + " characters.");
        }
        DoiPattern pattern = new DoiPattern(text);
        List<Finding> faults = pattern.faults(DoiRegister.OwnerKind.ARTICLE).stream()
                .map(fault -> Finding.parameter(PATTERN, fault.code(), fault.message()))
                .toList();
        if (!faults.isEmpty()) {
            throw Problems.badParameters(faults);
        }
        return pattern;
    }
}
