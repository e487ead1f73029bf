package org.offprint.web.api.issues;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Role;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.api.lists.FieldSelection;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;

/** REST resource for the table of contents of an issue. */
@Path("/v1/issues/{id}/contents")
@Tag(name = "Issues")
@Produces(MediaType.APPLICATION_JSON)
public class ContentsResource {

    private final IssueReads reads;
    private final TableOfContents contents;
    private final ContentsWrites edits;
    private final ClientWrites writes;

    ContentsResource(IssueReads reads, TableOfContents contents, ContentsWrites edits, ClientWrites writes) {
        this.reads = reads;
        this.contents = contents;
        this.edits = edits;
        this.writes = writes;
    }

    @GET
    @PermitAll
    @ResponseHeaders("ETag")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "getContents",
            summary = "Get the contents of an issue",
            description = "Returns all articles of the issue in one response, grouped by section. Clients without"
                    + " credentials get published articles. Editors of the journal also get drafts and"
                    + " withdrawn articles, each with its status. In responses to editors, `ETag` identifies"
                    + " the order of the issue. Send the entity tag as `If-Match` to change the order.")
    public Reply<ContentsView> getContents(
            @PathParam("id") ParameterValue<UUID> id,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
            @QueryParam("fields") @Parameter(description = FieldSelection.PARAMETER) List<String> fields,
            @Context HttpHeaders headers) {
        FieldSelection selection = FieldSelection.read(fields, ContentsView.class);
        IssueReads.VisibleIssue seen = reads.find(id.text(), view);
        if (seen.forEditors()) {
            List<Article> all = Article.list("issue", seen.issue().id);
            byte[] body = Json.write(contents.forEditors(seen.view(), seen.journal(), all));
            return Reply.of(Reply.forEditors(
                    selection.selected(body), selection.etag(TableOfContents.etag(seen.issue(), all))));
        }
        byte[] body = contents.forReaders(seen.view(), seen.journal());
        return Reply.of(Reply.forReaders(headers, selection.selected(body), selection.etag(EntityTag.of(body)), null));
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceContents",
            summary = "Replace the table of contents of an issue",
            description = "Replaces the table of contents of the issue. Listed articles are moved into the issue"
                    + " from anywhere in the journal. Articles of the issue that are not listed are removed"
                    + " from it; `removed` in the response contains their ids. The new order of published"
                    + " articles is public immediately. `If-Match` must be the `ETag` of the contents. To"
                    + " change the order, get the contents, reorder them, and send them back.")
    public Reply<ContentsView> replaceContents(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Body<ContentsInput> body) {
        return writes.answer(request, body, write -> edits.replace(id.text(), request, body, write));
    }
}
