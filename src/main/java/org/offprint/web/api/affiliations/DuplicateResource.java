package org.offprint.web.api.affiliations;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.affiliations.DuplicateAffiliations;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Role;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.WriteRequest;

/** Merges all affiliations with equal metadata. */
@Path("/v1/affiliations/duplicates/merges")
@Tag(name = "Affiliations")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class DuplicateResource {

    private final MergeWrites merges;
    private final ClientWrites writes;

    DuplicateResource(MergeWrites merges, ClientWrites writes) {
        this.merges = merges;
        this.writes = writes;
    }

    @POST
    @Operation(
            operationId = "mergeDuplicates",
            summary = "Merge affiliations with equal content",
            description = "Merges each group of affiliations with equal members into the oldest affiliation of the"
                    + " group. Returns the merged affiliations. With `validateOnly=true`, the affiliations are"
                    + " returned but not merged. One request merges up to 100 groups. Each merge can be undone"
                    + " separately. Allowed for admins and editors of all journals.")
    @APIResponse(
            responseCode = "200",
            description = "The merged affiliations.",
            content = @Content(schema = @Schema(implementation = DuplicateAffiliations.Report.class)))
    public Reply<DuplicateAffiliations.Report> mergeDuplicates(@BeanParam WriteRequest request) {
        return writes.answer(request, merges::mergeDuplicates);
    }
}
