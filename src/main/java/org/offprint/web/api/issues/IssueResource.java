package org.offprint.web.api.issues;

import io.vertx.ext.web.RoutingContext;
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
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.issues.IssueInput;
import org.offprint.journal.issues.IssueView;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.http.quotas.Quotas;
import org.offprint.platform.security.Role;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.api.issues.IssueReads.VisibleIssue;
import org.offprint.web.api.lists.DidYouMean;
import org.offprint.web.api.lists.Facets.FacetValue;
import org.offprint.web.api.lists.FieldSelection;
import org.offprint.web.api.lists.IncludedData;
import org.offprint.web.api.lists.ListRequest;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.Patch;
import org.offprint.web.api.writes.WriteRequest;

/**
 * REST resource that creates, lists, reads, changes and deletes issues. Readers see only published issues, and editors
 * see all issues of their journals.
 */
@Path("/v1/issues")
@Tag(name = "Issues")
@Produces(MediaType.APPLICATION_JSON)
public class IssueResource {

    private final IssueReads reads;
    private final IssueWrites edits;
    private final IssueList list;
    private final ClientWrites writes;
    private final TableOfContents contents;
    private final Viewer viewer;
    private final Quotas quotas;

    IssueResource(
            IssueReads reads,
            IssueWrites edits,
            IssueList list,
            ClientWrites writes,
            TableOfContents contents,
            Viewer viewer,
            Quotas quotas) {
        this.reads = reads;
        this.edits = edits;
        this.list = list;
        this.writes = writes;
        this.contents = contents;
        this.viewer = viewer;
        this.quotas = quotas;
    }

    @GET
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "listIssues",
            summary = "List and search issues",
            description = "Lists the issues that match all given filters. The list is sorted by printed date,"
                    + " year, volume and number, newest first or, with `q`, by relevance. Clients without"
                    + " credentials get published issues. Editors get all issues of their own journals,"
                    + " including drafts, unless they send `view=public`.")
    public Reply<IssuePage> listIssues(
            @BeanParam ListRequest request,
            @BeanParam IssueFilter filter,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
            @QueryParam(IssueRecordInclusions.PARAMETER) @Parameter(description = IssueRecordInclusions.DESCRIPTION)
                    List<String> include,
            @Context RoutingContext context) {
        Parameters parameters = new Parameters();
        Set<String> asked = inclusions(include, parameters);
        parameters.check();
        if (!asked.isEmpty()) {
            quotas.countSize(QuotaClass.SEARCH, asked.size(), context);
        }
        return list.answer(request, filter, viewer.isEditor(view), asked);
    }

    private static Set<String> inclusions(List<String> include, Parameters parameters) {
        return IssueRecordInclusions.read(
                include, (code, message) -> parameters.addError(IssueRecordInclusions.PARAMETER, code, message));
    }

    /** Schema of a page of issues in the OpenAPI document. */
    @Schema(name = "IssuePage", description = "Page of issues.")
    record IssuePage(
            @Schema(required = true, description = "Issues on this page.")
            List<IssueView> items,

            @Schema(required = true, description = "Exact number of matching issues on all pages.")
            long total,

            @Schema(required = true) PageLinks page,

            @Schema(
                    nullable = true,
                    description =
                            "Counts of the matching records by field value, keyed by facet name. Present only if the"
                                    + " request has `facets`.")
            Map<String, List<FacetValue>> facets,

            DidYouMean didYouMean) {}

    @POST
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createIssue",
            summary = "Create an issue",
            description = "Creates an issue as a draft. A draft is not public until it is published. If the"
                    + " journal sets `announcesIssues`, published articles of the draft issue already show its"
                    + " volume and number.")
    public Reply<IssueView> createIssue(@BeanParam WriteRequest request, Body<IssueInput> body) {
        return writes.answer(request, body, write -> edits.create(body.tree(), write));
    }

    @GET
    @Path("{id}")
    @PermitAll
    @QuotaOf(value = QuotaClass.SEARCH, onlyWith = IssueRecordInclusions.PARAMETER)
    @ResponseHeaders(
            value = {"ETag", "Last-Modified"},
            withBody = "Accept-Patch")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "getIssue",
            summary = "Get an issue",
            description = "Returns an issue. With `include=contents`, the response also contains the published"
                    + " articles. Use `GET …/contents` to get the working copies of the articles.")
    public Reply<IssueView> getIssue(
            @PathParam("id") ParameterValue<UUID> id,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
            @QueryParam("fields") @Parameter(description = FieldSelection.PARAMETER) List<String> fields,
            @QueryParam(IssueRecordInclusions.PARAMETER) @Parameter(description = IssueRecordInclusions.DESCRIPTION)
                    List<String> include,
            @Context HttpHeaders headers) {
        Parameters parameters = new Parameters();
        Set<String> asked = inclusions(include, parameters);
        FieldSelection selection = FieldSelection.read(
                fields, IssueView.class, IncludedData.of(IssueRecordInclusions.class, asked), parameters);
        parameters.check();
        VisibleIssue seen = reads.find(id.text(), view);
        if (!asked.isEmpty()) {
            return withContents(seen, selection, headers);
        }
        return selection.reply(seen.view(), seen.forEditors(), seen.issue().etag(), null, headers);
    }

    private Reply<IssueView> withContents(VisibleIssue seen, FieldSelection selection, HttpHeaders headers) {
        UUID id = seen.issue().id;
        byte[] included = contents.included(List.of(id), seen.forEditors()).get(id);
        byte[] body = selection.selected(FieldSelection.with(Json.write(seen.view()), IncludedData.MEMBER, included));
        String etag = EntityTag.of(body);
        // Contents change independently of the issue, so the entity tag depends on the complete body.
        return Reply.of(
                seen.forEditors()
                        ? Reply.patchable(
                                body, EntityTag.ofSelection(seen.issue().etag(), etag))
                        : Reply.forReaders(headers, body, etag, null));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseHeaders({"ETag", "Articles-Affected"})
    @Operation(
            operationId = "replaceIssue",
            summary = "Replace an issue",
            description = "Replaces the issue. To edit an issue, change the issue that `GET` returns and send the"
                    + " result. If the issue is published, the change is public immediately and updates all"
                    + " published articles that show the issue. The `Articles-Affected` header contains the"
                    + " number of these articles.")
    public Reply<IssueView> replaceIssue(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Body<IssueInput> body) {
        return writes.replace(id, request, body, edits::change);
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Consumes({JsonPatches.MERGE_PATCH, JsonPatches.JSON_PATCH})
    @ResponseHeaders({"ETag", "Articles-Affected"})
    @Operation(
            operationId = "patchIssue",
            summary = "Update an issue",
            description = "Updates the given members and leaves all other members unchanged. Accepts JSON Merge"
                    + " Patch (RFC 7396) or JSON Patch (RFC 6902). If the issue is published, the change is"
                    + " public immediately and updates all published articles that show the issue.")
    public Reply<IssueView> patchIssue(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Patch patch) {
        return writes.patch(id, request, patch, edits::change);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Operation(
            operationId = "deleteIssue",
            summary = "Delete a draft issue",
            description = "Deletes a draft issue without articles. Returns 409 if the issue is published or has"
                    + " articles. Use DELETE …/publication to unpublish an issue first.")
    @APIResponse(responseCode = "204", description = "The issue was deleted.")
    public Response deleteIssue(@PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(request, write -> edits.delete(id.text(), request, write));
    }
}
