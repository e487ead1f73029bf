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
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.security.Role;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteRequest;

/** Makes several records of one organization one again, and undoes each of that on its own. */
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

    /** A page of merged affiliations, for the contract. */
    @Schema(name = "MergePage")
    record MergePage(
            @Schema(required = true) List<AffiliationView> items,
            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    @GET
    @Operation(
            operationId = "listMerges",
            summary = "List what was merged into an affiliation",
            description = "For editors, by id. Those that were merged into one of them are listed there.")
    public Reply<MergePage> listMerges(@PathParam("id") Given<UUID> id, @BeanParam PageRequest request) {
        return list.answer(request, id.text());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "mergeAffiliations",
            summary = "Merge other affiliations into this one",
            description = "For records of one organization. The others lead here by 308, are found no more, and every"
                    + " published article that names one of them shows this one, within seconds; what editors have"
                    + " written stays as it is, so that each merge can be undone on its own. For admins, editors of"
                    + " all journals, and editors of every journal that uses any of them.")
    @APIResponse(
            responseCode = "200",
            description = "The affiliation that all of them are now.",
            headers = @Header(name = "Articles-Affected", description = "How many published articles show it."),
            content = @Content(schema = @Schema(implementation = AffiliationView.class)))
    @APIResponse(
            responseCode = "409",
            description = "This affiliation, or one of the others, is merged into another already.")
    public Reply<AffiliationView> mergeAffiliations(
            @PathParam("id") Given<UUID> id, @BeanParam WriteRequest request, Body<MergeInput> body) {
        return writes.answer(request, body, write -> merges.merge(id.text(), body.tree(), write));
    }

    @DELETE
    @Path("{loser}")
    @Operation(
            operationId = "undoMerge",
            summary = "Undo a merge",
            description = "The other affiliation is one of its own again, with all that was merged into it before, and"
                    + " the articles that name it show it again. `If-Match` is about the affiliation that it was"
                    + " merged into. " + AffiliationResource.WHO_MAY)
    @APIResponse(responseCode = "204", description = "It is one of its own again.")
    public Response undoMerge(
            @PathParam("id") Given<UUID> id,
            @PathParam("loser") @Parameter(description = "The id of the affiliation that was merged into this one.")
                    String loser,
            @BeanParam EditRequest request) {
        return writes.answer(request, write -> merges.undo(id.text(), loser, request, write));
    }
}
