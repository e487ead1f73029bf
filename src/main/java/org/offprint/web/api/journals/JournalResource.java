package org.offprint.web.api.journals;

import io.vertx.core.http.HttpServerRequest;
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
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.journals.JournalInput;
import org.offprint.journal.journals.JournalView;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.security.Role;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.api.lists.DidYouMean;
import org.offprint.web.api.lists.Facets.FacetValue;
import org.offprint.web.api.lists.FieldSelection;
import org.offprint.web.api.lists.ListRequest;
import org.offprint.web.api.lists.Listing;
import org.offprint.web.api.lists.Lists;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.Patch;
import org.offprint.web.api.writes.WriteRequest;

/**
 * REST resource that creates, lists, reads, changes and deletes journals. A new journal is public immediately. Only
 * admins create and delete journals. Editors can change the journals to which they have access.
 */
@Path("/v1/journals")
@Tag(name = "Journals")
@Produces(MediaType.APPLICATION_JSON)
public class JournalResource {

    private final JournalWrites edits;
    private final ClientWrites writes;
    private final Viewer viewer;
    private final Lists lists;

    JournalResource(JournalWrites edits, ClientWrites writes, Viewer viewer, Lists lists) {
        this.edits = edits;
        this.writes = writes;
        this.viewer = viewer;
        this.lists = lists;
    }

    @GET
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "listJournals",
            summary = "List and search journals",
            description = "Lists the journals that match all given filters. The list is sorted by title or, with"
                    + " `q`, by relevance. All journals are public. Editors also get the revision of the"
                    + " journals that they edit unless they send `view=public`.")
    public Reply<JournalPage> listJournals(
            @BeanParam ListRequest request,
            @BeanParam JournalFilter filter,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view) {
        Listing listing = viewer.isEditor(view)
                ? Listing.forCaller(RecordKind.JOURNAL, SortOrder.TITLE, JournalView.class, edits::forCaller)
                : Listing.forReaders(RecordKind.JOURNAL, SortOrder.TITLE, JournalView.class);
        return lists.answer(request, filter, listing);
    }

    /** Schema of a page of journals in the OpenAPI document. */
    @Schema(name = "JournalPage", description = "Page of journals.")
    record JournalPage(
            @Schema(required = true, description = "Journals on this page.")
            List<JournalView> items,

            @Schema(required = true, description = "Exact number of matching journals on all pages.")
            long total,

            @Schema(required = true) PageLinks page,

            @Schema(
                    nullable = true,
                    description = "Counts of the matching records by field value, keyed by facet name. Present only if"
                            + " the request has `facets`.")
            Map<String, List<FacetValue>> facets,

            DidYouMean didYouMean) {}

    @POST
    @RolesAllowed(Role.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createJournal",
            summary = "Create a journal",
            description = "Creates a journal, which is public immediately. Only title and language are required."
                    + " The service assigns the ids of the sections.")
    public Reply<JournalView> createJournal(@BeanParam WriteRequest request, Body<JournalInput> body) {
        return writes.answer(request, body, write -> edits.create(body.tree(), write));
    }

    @GET
    @Path("{id}")
    @PermitAll
    @ResponseHeaders(
            value = {"ETag", "Last-Modified"},
            withBody = "Accept-Patch")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "getJournal",
            summary = "Get a journal",
            description = "Returns a journal. Editors of the journal also get the revision of the journal. A"
                    + " former slug redirects to the current slug with 308.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(
            responseCode = "308",
            description = "The journal has a new slug. `Location` is the current path of the journal.")
    public Reply<JournalView> getJournal(
            @PathParam("id") @Parameter(description = "Id or slug of the journal.") String id,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
            @QueryParam("fields") @Parameter(description = FieldSelection.PARAMETER) List<String> fields,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        FieldSelection selection = FieldSelection.read(fields, JournalView.class);
        Journal journal = Journal.require(id);
        // Validate all parameters before redirecting, because the Location header repeats the query.
        boolean forEditors = viewer.editsThis(view, journal.id);
        if (!id.equals(journal.slug) && !Ids.isUuidShaped(id)) {
            return Reply.moved("/v1/journals/" + journal.slug, request.query());
        }
        return selection.reply(edits.view(journal, forEditors), forEditors, journal.etag(), journal.updatedAt, headers);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseHeaders({"ETag", "Articles-Affected"})
    @Operation(
            operationId = "replaceJournal",
            summary = "Replace a journal",
            description = "Replaces the journal. The change is public immediately and updates the published issues"
                    + " and articles that show the journal. To edit a journal, change the journal that `GET`"
                    + " returns and send the result. Do not change the ids of the sections, because articles"
                    + " refer to them.")
    public Reply<JournalView> replaceJournal(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Body<JournalInput> body) {
        return writes.replace(id, request, body, edits::change);
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Consumes({JsonPatches.MERGE_PATCH, JsonPatches.JSON_PATCH})
    @ResponseHeaders({"ETag", "Articles-Affected"})
    @Operation(
            operationId = "patchJournal",
            summary = "Update a journal",
            description = "Updates the given members and leaves all other members unchanged. Accepts JSON Merge"
                    + " Patch (RFC 7396) or JSON Patch (RFC 6902). The change is public immediately and updates"
                    + " the published issues and articles that show the journal.")
    public Reply<JournalView> patchJournal(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Patch patch) {
        return writes.patch(id, request, patch, edits::change);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "deleteJournal",
            summary = "Delete an unused journal",
            description = "Deletes a journal. Returns 409 if the journal has issues or articles, or if another"
                    + " journal continues the journal.")
    @APIResponse(responseCode = "204", description = "The journal was deleted.")
    public Response deleteJournal(@PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(request, write -> edits.delete(id.text(), request, write));
    }
}
