package org.offprint.web.api.affiliations;

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
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.affiliations.Affiliation;
import org.offprint.journal.affiliations.AffiliationInput;
import org.offprint.journal.affiliations.AffiliationView;
import org.offprint.journal.affiliations.Merges;
import org.offprint.kernel.json.Json;
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
 * REST resource that creates, lists, reads, changes and deletes affiliations. A new affiliation is public immediately.
 * Any editor can create an affiliation. To change an existing affiliation, an editor needs access to every journal that
 * uses it.
 */
@Path("/v1/affiliations")
@Tag(name = "Affiliations")
@Produces(MediaType.APPLICATION_JSON)
public class AffiliationResource {

    static final String ALLOWED_FOR =
            "Allowed for admins, editors of all journals, and editors of every journal that uses the" + " affiliation.";

    private final AffiliationWrites edits;
    private final ClientWrites writes;
    private final Viewer viewer;
    private final Lists lists;
    private final Merges merges;

    AffiliationResource(AffiliationWrites edits, ClientWrites writes, Viewer viewer, Lists lists, Merges merges) {
        this.merges = merges;
        this.edits = edits;
        this.writes = writes;
        this.viewer = viewer;
        this.lists = lists;
    }

    @GET
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "listAffiliations",
            summary = "List and search affiliations",
            description = "Lists the affiliations that match all given filters. The list is sorted by name or,"
                    + " with `q`, by relevance. All affiliations are public. Editors also get the revision of"
                    + " each affiliation unless they send `view=public`.")
    public Reply<AffiliationPage> listAffiliations(
            @BeanParam ListRequest request,
            @BeanParam AffiliationFilter filter,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view) {
        Listing listing = viewer.isEditor(view)
                ? Listing.forCaller(RecordKind.AFFILIATION, SortOrder.NAME, AffiliationView.class, this::forEditors)
                : Listing.forReaders(RecordKind.AFFILIATION, SortOrder.NAME, AffiliationView.class);
        return lists.answer(request, filter, listing);
    }

    private Map<UUID, byte[]> forEditors(List<UUID> ids) {
        return Affiliation.<Affiliation>list("id in ?1", ids).stream()
                .collect(Collectors.toMap(
                        affiliation -> affiliation.id,
                        affiliation -> Json.write(AffiliationView.of(affiliation, true))));
    }

    /** Schema of an affiliation page in the OpenAPI document. */
    @Schema(name = "AffiliationPage", description = "Page of affiliations.")
    record AffiliationPage(
            @Schema(required = true, description = "Affiliations on this page.")
            List<AffiliationView> items,

            @Schema(required = true, description = "Exact number of matching affiliations on all pages.")
            long total,

            @Schema(required = true) PageLinks page,

            @Schema(
                    nullable = true,
                    description = "Counts of the matching records by field value, keyed by facet name. Present only"
                            + " if the request has `facets`.")
            Map<String, List<FacetValue>> facets,

            DidYouMean didYouMean) {}

    @POST
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createAffiliation",
            summary = "Create an affiliation",
            description = "Creates an affiliation, which is public immediately. Allowed for all editors. Only a"
                    + " name is required. Returns 409 if another affiliation has the same ROR id.")
    public Reply<AffiliationView> createAffiliation(@BeanParam WriteRequest request, Body<AffiliationInput> body) {
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
            operationId = "getAffiliation",
            summary = "Get an affiliation",
            description = "Returns an affiliation. Editors also get the revision of the affiliation. If the"
                    + " affiliation was merged into another affiliation, the response is 308.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(
            responseCode = "308",
            description = "The affiliation was merged into another affiliation. `Location` is the path of the"
                    + " remaining affiliation.")
    public Reply<AffiliationView> getAffiliation(
            @PathParam("id") ParameterValue<UUID> id,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
            @QueryParam("fields") @Parameter(description = FieldSelection.PARAMETER) List<String> fields,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        FieldSelection selection = FieldSelection.read(fields, AffiliationView.class);
        Affiliation affiliation = Affiliation.require(id.text());
        // Validate all parameters before redirecting, because the Location header repeats the query.
        boolean forEditors = viewer.isEditor(view);
        if (affiliation.mergedInto != null) {
            return Reply.moved("/v1/affiliations/" + merges.end(affiliation.id), request.query());
        }
        return selection.reply(
                AffiliationView.of(affiliation, forEditors),
                forEditors,
                affiliation.etag(),
                affiliation.updatedAt,
                headers);
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseHeaders({"ETag", "Articles-Affected"})
    @Operation(
            operationId = "replaceAffiliation",
            summary = "Replace an affiliation",
            description = "Replaces the affiliation. The change is public immediately and updates all published"
                    + " articles that show the affiliation. " + ALLOWED_FOR)
    @APIResponse(
            responseCode = "200",
            description = "The changed affiliation.",
            headers =
                    @Header(
                            name = "Articles-Affected",
                            description = "Number of published articles that show the affiliation."),
            content = @Content(schema = @Schema(implementation = AffiliationView.class)))
    public Reply<AffiliationView> replaceAffiliation(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Body<AffiliationInput> body) {
        return writes.replace(id, request, body, edits::change);
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Consumes({JsonPatches.MERGE_PATCH, JsonPatches.JSON_PATCH})
    @ResponseHeaders({"ETag", "Articles-Affected"})
    @Operation(
            operationId = "patchAffiliation",
            summary = "Update an affiliation",
            description = "Updates the given members and leaves all other members unchanged. Accepts JSON Merge"
                    + " Patch (RFC 7396) or JSON Patch (RFC 6902). The change is public immediately and updates"
                    + " all published articles that show the affiliation. " + ALLOWED_FOR)
    public Reply<AffiliationView> patchAffiliation(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Patch patch) {
        return writes.patch(id, request, patch, edits::change);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Operation(
            operationId = "deleteAffiliation",
            summary = "Delete an unused affiliation",
            description = "Deletes an affiliation. Returns 409 if articles or other affiliations refer to the"
                    + " affiliation. " + ALLOWED_FOR)
    @APIResponse(responseCode = "204", description = "The affiliation was deleted.")
    public Response deleteAffiliation(@PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(request, write -> edits.delete(id.text(), request, write));
    }
}
