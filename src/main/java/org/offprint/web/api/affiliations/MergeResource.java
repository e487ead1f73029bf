package org.offprint.web.api.affiliations;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.affiliations.AffiliationView;
import org.offprint.journal.affiliations.MergeInput;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Role;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteRequest;

/** Merges duplicate records of one organization. Each merge can be undone separately. */
@Path("/v1/affiliations/{id}/merges")
@Tag(name = "Affiliations")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class MergeResource {

    private final MergeList list;
    private final MergeWrites merges;
    private final ClientWrites writes;

    MergeResource(MergeList list, MergeWrites merges, ClientWrites writes) {
        this.list = list;
        this.merges = merges;
        this.writes = writes;
    }

    /** Schema of a page of merged affiliations in the OpenAPI document. */
    @Schema(name = "MergePage", description = "Page of affiliations that were merged into another affiliation.")
    record MergePage(
            @Schema(required = true, description = "Merged affiliations on this page.")
            List<AffiliationView> items,

            @Schema(required = true, description = "Number of merged affiliations on all pages.")
            long total,

            @Schema(required = true) PageLinks page) {}

    @GET
    @Operation(
            operationId = "listMerges",
            summary = "List the merged affiliations",
            description = "Lists the affiliations that were merged directly into this affiliation, sorted by id."
                    + " If other affiliations were merged into a listed affiliation, get the `merges` of the"
                    + " listed affiliation.")
    public Reply<MergePage> listMerges(@PathParam("id") ParameterValue<UUID> id, @BeanParam PageRequest request) {
        return list.answer(request, id.text());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseHeaders({"ETag", "Articles-Affected"})
    @Operation(
            operationId = "mergeAffiliations",
            summary = "Merge duplicate affiliations",
            description = "Merges duplicate records of one organization into this affiliation. The merged"
                    + " affiliations redirect to this affiliation with 308 and no longer appear in lists."
                    + " Within seconds, all published articles that refer to a merged affiliation show this"
                    + " affiliation. The references in working copies do not change, so each merge can be"
                    + " undone separately. Allowed for admins, editors of all journals, and editors of every"
                    + " journal that uses any of the affiliations.")
    @APIResponse(
            responseCode = "200",
            description = "The affiliation into which the duplicates were merged.",
            headers =
                    @Header(
                            name = "Articles-Affected",
                            description = "Number of published articles that show the affiliation."),
            content = @Content(schema = @Schema(implementation = AffiliationView.class)))
    @APIResponse(
            responseCode = "409",
            description = "The affiliation or one of the duplicates is already merged into another affiliation.")
    public Reply<AffiliationView> mergeAffiliations(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam WriteRequest request, Body<MergeInput> body) {
        return writes.answer(request, body, write -> merges.merge(id.text(), body.tree(), write));
    }

    @DELETE
    @Path("{loser}")
    @Operation(
            operationId = "undoMerge",
            summary = "Undo a merge",
            description = "Restores an affiliation that was merged into this affiliation. All affiliations that"
                    + " had been merged into the restored affiliation before are also restored with it."
                    + " Articles that refer to the restored affiliation show it again. `If-Match` must be the"
                    + " `ETag` of the affiliation in the path segment `id`. Returns 409 if another affiliation"
                    + " now has the ROR id of the restored affiliation, or if the organization would become a"
                    + " part of itself. " + AffiliationResource.ALLOWED_FOR)
    @APIResponse(responseCode = "204", description = "The merge was undone.")
    public Response undoMerge(
            @PathParam("id") ParameterValue<UUID> id,
            @PathParam("loser") @Parameter(description = "Id of the merged affiliation to restore.") String loser,
            @BeanParam EditRequest request) {
        return writes.answer(request, write -> merges.undo(id.text(), loser, request, write));
    }
}
