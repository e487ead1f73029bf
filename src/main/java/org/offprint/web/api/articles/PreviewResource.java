package org.offprint.web.api.articles;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleRepository;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.Previews;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.WriteAnswer;
import org.offprint.web.api.writes.WriteRequest;

/** Links that show a working copy to people without a key, such as its authors. */
@Path("/v1/articles/{id}/previews")
@Tag(name = "Publishing")
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {

    private final ArticleReads reads;
    private final ArticleRepository articles;
    private final Previews previews;
    private final ClientWrites writes;
    private final Caller caller;
    private final boolean hasSite;

    PreviewResource(
            ArticleReads reads,
            ArticleRepository articles,
            Previews previews,
            ClientWrites writes,
            Caller caller,
            @ConfigProperty(name = "offprint.site") boolean hasSite) {
        this.hasSite = hasSite;
        this.reads = reads;
        this.articles = articles;
        this.previews = previews;
        this.writes = writes;
        this.caller = caller;
    }

    /** A link that was made. */
    @Schema(name = "PreviewLink")
    record PreviewLink(
            @Schema(required = true, description = "A path of this service. Whoever has it sees the working copy.")
            String url,

            @Schema(description = "The path of the page for people. Left out where the service has no pages.")
            String page,

            @Schema(required = true) Instant expiresAt) {}

    @POST
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createPreview",
            summary = "Make a link to a preview",
            description = "Whoever has the link sees the working copy, as it is when they look, without a key. It is"
                    + " not kept here: what is lost can be made anew, and all of an article are revoked together.")
    public Reply<PreviewLink> createPreview(
            @PathParam("id") Given<UUID> id, @BeanParam WriteRequest request, Body<PreviewInput> body) {
        return writes.answer(request, body, write -> {
            JsonNode sent = body.treeOrEmpty();
            Article article = reads.own(id.text());
            RecordReader reader = new RecordReader();
            PreviewInput input = body.read(sent, reader);
            reader.check("The preview");
            if (article.status == ArticleStatus.WITHDRAWN) {
                throw Problems.conflict(
                        "The article is withdrawn", "Reinstate it first with DELETE …/withdrawal; links show 410 now.");
            }
            Instant end = write.now().plus(Duration.ofDays(input.days())).truncatedTo(ChronoUnit.SECONDS);
            String token = previews.sign(article, end);
            PreviewLink link = new PreviewLink(
                    Previews.path(article.id, token), hasSite ? Previews.pagePath(article.id, token) : null, end);
            return new WriteAnswer(201, Map.of(HttpHeaders.LOCATION, link.url()), Json.write(link));
        });
    }

    @DELETE
    @RolesAllowed(Role.EDITOR)
    @Operation(
            operationId = "revokePreviews",
            summary = "Revoke the links to previews of an article",
            description = "All that were made so far answer 410 from now on. New ones can be made.")
    @APIResponse(responseCode = "204", description = "They are revoked.")
    public Response revokePreviews(@PathParam("id") Given<UUID> id, @BeanParam WriteRequest request) {
        return writes.answer(request, write -> {
            Article article = articles.lock(id.text());
            caller.requireEditorOf(article.journal);
            article.revokePreviews();
            return WriteAnswer.deleted();
        });
    }

    @GET
    @Path("{token}")
    @PermitAll
    @Operation(
            operationId = "getPreview",
            summary = "Get a preview of an article",
            description = "The working copy as readers would get it were it published now, without a `version`.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "410", description = "The link has expired or was revoked, or the article withdrawn.")
    public Reply<ArticleView> getPreview(
            @PathParam("id") Given<UUID> id,
            @PathParam("token") @Parameter(description = "The last part of the link, as it was made.") String token) {
        Article article = previews.open(id.text(), token);
        ArticleView view = previews.view(article, Previews.path(article.id, token));
        return Reply.of(Reply.toEditors(Json.write(view), null)
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer"));
    }
}
