package org.offprint.web.api.references;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleRepository;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.changes.Write;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.security.Role;
import org.offprint.services.citations.ReferenceLinks;
import org.offprint.web.api.articles.ArticleReads;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.WriteAnswer;
import org.offprint.web.api.writes.WriteRequest;

/** What an editor decides that a reference of a published article means. */
@Path("/v1/articles/{id}/references/{key}/link")
@Tag(name = "Articles")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class ReferenceLinkResource {

    private final ArticleReads reads;
    private final ArticleRepository articles;
    private final ReferenceLinks links;
    private final ClientWrites writes;

    ReferenceLinkResource(ArticleReads reads, ArticleRepository articles, ReferenceLinks links, ClientWrites writes) {
        this.reads = reads;
        this.articles = articles;
        this.links = links;
        this.writes = writes;
    }

    /** What an editor has decided. */
    @Schema(name = "ReferenceLink", description = "What an editor has decided that a reference means.")
    record Decided(
            @Schema(required = true) String key,

            @Schema(description = "The id of an article here.")
            UUID article,

            @Schema(description = "Of a work that is not here.")
            Doi doi) {}

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "linkReference",
            summary = "Say what a reference means",
            description = "Of the newest published version. It outranks what the service finds, at once and for as long"
                    + " as the reference says the same, also in later versions; the words of the reference, the document"
                    + " and its tag stay as they are. An empty object says that it means nothing that can be linked.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "409", description = "The article is not published.")
    public Reply<Decided> linkReference(
            @PathParam("id") Given<UUID> id,
            @PathParam("key") @Parameter(description = "The key of the reference, as the list of references has it.")
                    String key,
            @BeanParam WriteRequest request,
            Body<LinkInput> body) {
        return writes.answer(request, body, write -> {
            JsonNode sent = body.treeOrEmpty();
            Article article = published(id);
            RecordReader reader = new RecordReader();
            LinkInput input = body.read(sent, reader);
            reader.check("The link");
            check(article, input);
            if (!links.decide(article.id, key, input.article(), input.doi(), write.now())) {
                throw Problems.notFound("reference", key);
            }
            return new WriteAnswer(200, Map.of(), Json.write(new Decided(key, input.article(), input.doi())));
        });
    }

    @DELETE
    @Operation(
            operationId = "unlinkReference",
            summary = "Forget what an editor said that a reference means",
            description = "It leads to what the service finds again, if that is sure.")
    @APIResponse(responseCode = "204", description = "It is forgotten.")
    @APIResponse(responseCode = "409", description = "The article is not published.")
    public Response unlinkReference(
            @PathParam("id") Given<UUID> id,
            @PathParam("key") @Parameter(description = "The key of the reference, as the list of references has it.")
                    String key,
            @BeanParam WriteRequest request) {
        return writes.answer(request, write -> forget(published(id), key, write));
    }

    private WriteAnswer forget(Article article, String key, Write write) {
        if (!links.forget(article.id, key, write.now())) {
            throw Problems.notFound("reference", key);
        }
        return WriteAnswer.deleted();
    }

    private Article published(Given<UUID> id) {
        Article article = reads.own(id.text());
        if (article.status != ArticleStatus.PUBLISHED) {
            throw Problems.conflict(
                    "The article is not published",
                    "References lead somewhere from what readers have; publish it first.");
        }
        return article;
    }

    private void check(Article article, LinkInput input) {
        if (input.article() != null && input.doi() != null) {
            throw Problems.invalid(
                    "The link",
                    List.of(Finding.at(
                            "/doi", "with-article", "Give an article here, or the DOI of a work elsewhere.")));
        } else if (article.id.equals(input.article())) {
            throw Problems.invalid(
                    "The link", List.of(Finding.at("/article", "itself", "This is the article itself.")));
        } else if (input.article() != null && !articles.isPublished(input.article())) {
            throw Problems.invalid(
                    "The link",
                    List.of(Finding.at(
                            "/article", "unknown-article", "There is no published article of this id here.")));
        }
    }
}
