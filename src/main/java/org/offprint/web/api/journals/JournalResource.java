package org.offprint.web.api.journals;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.journals.JournalInput;
import org.offprint.journal.journals.JournalRepository;
import org.offprint.journal.journals.JournalView;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.http.quotas.Counted;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.security.Role;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.api.lists.DidYouMean;
import org.offprint.web.api.lists.Facets.FacetValue;
import org.offprint.web.api.lists.ListRequest;
import org.offprint.web.api.lists.Listing;
import org.offprint.web.api.lists.Lists;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.Patch;
import org.offprint.web.api.writes.WriteRequest;

/**
 * Journals. Public at once; admins create and delete them, their editors change them.
 */
@Path("/v1/journals")
@Tag(name = "Journals")
@Produces(MediaType.APPLICATION_JSON)
public class JournalResource {

    private final JournalRepository journals;
    private final JournalWrites edits;
    private final ClientWrites writes;
    private final Viewer viewer;
    private final Lists lists;

    JournalResource(JournalRepository journals, JournalWrites edits, ClientWrites writes, Viewer viewer, Lists lists) {
        this.journals = journals;
        this.edits = edits;
        this.writes = writes;
        this.viewer = viewer;
        this.lists = lists;
    }

    @GET
    @Counted(QuotaClass.SEARCH)
    @PermitAll
    @Operation(
            operationId = "listJournals",
            summary = "List and find journals",
            description = "By title, or what matches `q` best first.")
    public Reply<JournalPage> listJournals(
            @BeanParam ListRequest request,
            @BeanParam JournalFilter filter,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) Given<View> view) {
        Listing listing = viewer.isEditor(view)
                ? Listing.forCaller(RecordKind.JOURNAL, SortOrder.TITLE, JournalView.class, edits::forCaller)
                : Listing.forReaders(RecordKind.JOURNAL, SortOrder.TITLE, JournalView.class);
        return lists.answer(request, filter, listing);
    }

    /** A page of journals, for the contract. */
    @Schema(name = "JournalPage")
    record JournalPage(
            @Schema(required = true) List<JournalView> items,
            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page,

            @Schema(nullable = true, description = "By name, where the request asks for `facets` only.")
            Map<String, List<FacetValue>> facets,

            DidYouMean didYouMean) {}

    @POST
    @RolesAllowed(Role.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createJournal",
            summary = "Create a journal",
            description =
                    "Readers see it at once. Title and language suffice; its sections get their ids from the service.")
    public Reply<JournalView> createJournal(@BeanParam WriteRequest request, Body<JournalInput> body) {
        return writes.answer(request, body, write -> edits.create(body.tree(), write));
    }

    @GET
    @Path("{id}")
    @PermitAll
    @Operation(
            operationId = "getJournal",
            summary = "Get a journal",
            description =
                    "What readers see of it; its editors get the revision with it. An old slug leads to the journal by 308.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "308", description = "The journal has another slug now.")
    public Reply<JournalView> getJournal(
            @PathParam("id") @Parameter(description = "The id or the slug.") String id,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) Given<View> view,
            @Context HttpHeaders headers) {
        Journal journal = journals.idOf(id).map(journals::findById).orElseThrow(() -> Problems.notFound("journal", id));
        // Looked at first: what is wrong with it must not go on into a header.
        boolean forEditors = viewer.editsThis(view, journal.id);
        if (!id.equals(journal.slug) && !Ids.isUuidShaped(id)) {
            return Reply.of(CachePolicy.PUBLIC
                    .on(Response.status(308))
                    .header("Location", "/v1/journals/" + journal.slug + (view == null ? "" : "?view=" + view)));
        }
        byte[] body = Json.write(edits.view(journal, forEditors));
        return Reply.of(
                forEditors
                        ? Reply.toEditors(body, journal.etag())
                                .header("Accept-Patch", JsonPatches.MERGE_PATCH + ", " + JsonPatches.JSON_PATCH)
                        : Reply.toReaders(headers, body, EntityTag.of(body), journal.updatedAt));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceJournal",
            summary = "Replace a journal",
            description =
                    "Readers see the change at once, also where published issues and articles show the journal. Keep the"
                            + " ids of its sections: articles are in them.")
    public Reply<JournalView> replaceJournal(
            @PathParam("id") Given<UUID> id, @BeanParam EditRequest request, Body<JournalInput> body) {
        return writes.answer(request, body, write -> {
            JsonNode sent = body.tree();
            return edits.change(id.text(), request, sent, present -> sent, write);
        });
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Consumes({JsonPatches.MERGE_PATCH, JsonPatches.JSON_PATCH})
    @Operation(
            operationId = "patchJournal",
            summary = "Change parts of a journal",
            description =
                    "What you send is changed and the rest stays as it is, by JSON Merge Patch (RFC 7396) or JSON Patch (RFC 6902)."
                            + " Readers see the change at once, also where published issues and articles show the journal.")
    public Reply<JournalView> patchJournal(
            @PathParam("id") Given<UUID> id, @BeanParam EditRequest request, Patch patch) {
        return writes.answer(request, patch, write -> {
            JsonNode changes = patch.tree();
            return edits.change(id.text(), request, changes, patch.applying(changes), write);
        });
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "deleteJournal",
            summary = "Delete a journal that nothing uses",
            description = "A journal with issues or articles stays.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    public Response deleteJournal(@PathParam("id") Given<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(request, write -> edits.delete(id.text(), request, write));
    }
}
