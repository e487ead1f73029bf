package org.offprint.web.api.articles;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.ArticleInput;
import org.offprint.journal.articles.ArticleReader;
import org.offprint.journal.articles.ArticleView;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Role;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.Patch;
import org.offprint.web.api.writes.WriteRequest;

/** REST resource that creates, changes and deletes articles. */
@Path("/v1/articles")
@Tag(name = "Articles")
@Produces(MediaType.APPLICATION_JSON)
public class ArticleResource {

    private final ArticleWrites edits;
    private final ArticleReader reader;
    private final ClientWrites writes;

    ArticleResource(ArticleWrites edits, ArticleReader reader, ClientWrites writes) {
        this.edits = edits;
        this.reader = reader;
        this.writes = writes;
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
