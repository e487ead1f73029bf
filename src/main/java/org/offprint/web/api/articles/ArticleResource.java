package org.offprint.web.api.articles;

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
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.writing.Format;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.journal.articles.ArticleReader;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.journal.publishing.typesetting.Typesetting;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Role;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.api.exports.ArticleExports;
import org.offprint.web.api.lists.FieldSelection;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.Patch;
import org.offprint.web.api.writes.WriteRequest;

/**
 * REST resource that creates, reads, changes and deletes articles. Readers receive the newest published version, and
 * editors of the journal receive the working copy.
 */
@Path("/v1/articles")
@Tag(name = "Articles")
@Produces(MediaType.APPLICATION_JSON)
public class ArticleResource {

    private final ArticleReads reads;
    private final ArticleWrites edits;
    private final ArticleReader reader;
    private final ArticleExports exports;
    private final Typesetting typesetting;
    private final ClientWrites writes;
    private final Viewer viewer;

    ArticleResource(
            ArticleReads reads,
            ArticleWrites edits,
            ArticleReader reader,
            ArticleExports exports,
            Typesetting typesetting,
            ClientWrites writes,
            Viewer viewer) {
        this.reads = reads;
        this.edits = edits;
        this.reader = reader;
        this.exports = exports;
        this.typesetting = typesetting;
        this.writes = writes;
        this.viewer = viewer;
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createArticle",
            summary = "Create an article",
            description = "Creates an article as a draft. A draft is not public until it is published. Only"
                    + " journal, title, language and type are required.")
    public Reply<ArticleView> createArticle(@BeanParam WriteRequest request, Body<ArticleInput> body) {
        return writes.answer(request, body, write -> edits.create(body.tree(), write));
    }

    @GET
    @Path("{id}")
    @PermitAll
    @Produces(MediaType.WILDCARD)
    @ResponseHeaders(
            value = {"ETag", "Signposts", "Last-Modified"},
            withBody = "Accept-Patch")
    @Operation(
            operationId = "getArticle",
            summary = "Get an article",
            description = "Returns the newest published version. Editors of the journal get the working copy. The"
                    + " `Accept` header can select another format, which always contains the newest published"
                    + " version. `GET …/exports` lists the formats. The `Link` header contains the citation"
                    + " URL, the authors, the licence and the other formats (FAIR Signposting).")
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(mediaType = ArticleExports.JSON, schema = @Schema(implementation = ArticleView.class)))
    @APIResponse(responseCode = "304", description = "The client's copy is current.")
    @APIResponse(responseCode = "409", description = "The article lacks data required by the format in `Accept`.")
    @APIResponse(responseCode = "410", description = "The article was withdrawn. The response contains the reason.")
    public Reply<ArticleView> getArticle(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
            @QueryParam("fields") @Parameter(description = FieldSelection.PARAMETER) List<String> fields,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        FieldSelection selection = FieldSelection.read(fields, ArticleView.class);
        Optional<Format> format = exports.preferred(headers);
        if (format.isPresent()) {
            if (!selection.isAll()) {
                throw Problems.badParameter(
                        "fields", "of-json", "Remove this parameter, or request JSON in the header Accept.");
            }
            return Reply.of(exports.answer(format.get(), reads.published(id), headers, uri)
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT));
        }
        Optional<Article> own = reads.workingCopy(id, view);
        if (own.isPresent()) {
            byte[] body = Json.write(typesetting.forEditors(own.get()));
            return Reply.of(Reply.patchable(
                            selection.selected(body), selection.etag(own.get().etag()))
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT));
        }
        PublishedDocument published = reads.published(id);
        return Reply.of(Reply.forReaders(
                        headers,
                        selection.selected(published.content()),
                        selection.etag(published.etag()),
                        published.modifiedAt())
                .header(HttpHeaders.LINK, published.links())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT));
    }

    @PUT
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceArticle",
            summary = "Replace the working copy of an article",
            description = "Replaces the working copy. To edit an article, change the working copy that `GET`"
                    + " returns and send the result. Most changes become public when the article is published"
                    + " again. Changes to issue, section and position take effect immediately.")
    public Reply<ArticleView> replaceArticle(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Body<ArticleInput> body) {
        return writes.answer(request, body, write -> {
            JsonNode sent = body.tree();
            return edits.change(
                    id.text(),
                    request,
                    sent,
                    "edited",
                    (article, present) -> reader.read(sent, present, article),
                    write);
        });
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Consumes({JsonPatches.MERGE_PATCH, JsonPatches.JSON_PATCH})
    @Operation(
            operationId = "patchArticle",
            summary = "Update the working copy of an article",
            description = "Updates the given members of the working copy and leaves all other members unchanged."
                    + " Accepts JSON Merge Patch (RFC 7396) or JSON Patch (RFC 6902). Most changes become"
                    + " public when the article is published again. Changes to issue, section and position take"
                    + " effect immediately.")
    public Reply<ArticleView> patchArticle(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Patch patch) {
        return writes.answer(request, patch, write -> {
            JsonNode changes = patch.tree();
            return edits.change(
                    id.text(),
                    request,
                    changes,
                    "edited",
                    (article, present) -> reader.readPatched(changes, patch.isMergePatch(), present, article),
                    write);
        });
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Role.EDITOR)
    @Operation(
            operationId = "deleteArticle",
            summary = "Delete a draft",
            description = "Deletes an article that was never published. If the article was published at any time,"
                    + " the operation returns 409; withdraw the article instead.")
    @APIResponse(responseCode = "204", description = "The article was deleted.")
    public Response deleteArticle(@PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(request, write -> edits.delete(id.text(), request, write));
    }
}
