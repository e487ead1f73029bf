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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleRepository;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.security.Role;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;

/** The table of contents of an issue. */
@Path("/v1/issues/{id}/contents")
@Tag(name = "Issues")
@Produces(MediaType.APPLICATION_JSON)
public class ContentsResource {

    private final IssueReads reads;
    private final TableOfContents contents;
    private final ContentsWrites edits;
    private final ArticleRepository articles;
    private final ClientWrites writes;

    ContentsResource(
            IssueReads reads,
            TableOfContents contents,
            ContentsWrites edits,
            ArticleRepository articles,
            ClientWrites writes) {
        this.reads = reads;
        this.contents = contents;
        this.edits = edits;
        this.articles = articles;
        this.writes = writes;
    }

    @GET
    @PermitAll
    @Operation(
            operationId = "getContents",
            summary = "Get the table of contents of an issue",
            description = "All its articles by section, in one request. Readers get the published ones; editors of the"
                    + " journal get drafts and withdrawn ones too, each with its status, and an entity tag of the order"
                    + " for changing it.")
    public Reply<ContentsView> getContents(
            @PathParam("id") Given<UUID> id,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) Given<View> view,
            @Context HttpHeaders headers) {
        IssueReads.Seen seen = reads.find(id.text(), view);
        if (seen.forEditors()) {
            List<Article> all = articles.list("issue", seen.issue().id);
            byte[] body = Json.write(contents.forEditors(seen.view(), seen.journal(), all));
            return Reply.of(Reply.toEditors(body, TableOfContents.etag(seen.issue(), all)));
        }
        byte[] body = contents.forReaders(seen.view(), seen.journal());
        return Reply.of(Reply.toReaders(headers, body, EntityTag.of(body), null));
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceContents",
            summary = "Order an issue",
            description = "Places the articles that are listed, from wherever they are in the journal, and takes out"
                    + " those of the issue that are not; the answer names them in `removed`. Readers see published"
                    + " articles in their new places at once. `If-Match` is the entity tag of the contents. What you"
                    + " read can be reordered and sent back.")
    public Reply<ContentsView> replaceContents(
            @PathParam("id") Given<UUID> id, @BeanParam EditRequest request, Body<ContentsInput> body) {
        return writes.answer(request, body, write -> edits.replace(id.text(), request, body, write));
    }
}
