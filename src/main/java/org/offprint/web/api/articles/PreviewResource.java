package org.offprint.web.api.articles;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleStatus;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.Previews;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.lists.FieldSelection;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.WriteRequest;
import org.offprint.web.api.writes.WriteResponse;

/**
 * REST resource for preview links. A preview link gives access to a working copy without an API key, for example to the
 * authors.
 */
@Path("/v1/articles/{id}/previews")
@Tag(name = "Publishing")
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {

    private final ArticleReads reads;
    private final Previews previews;
    private final ClientWrites writes;
    private final Caller caller;
    private final boolean hasSite;

    PreviewResource(
            ArticleReads reads,
            Previews previews,
            ClientWrites writes,
            Caller caller,
            @ConfigProperty(name = "offprint.site") boolean hasSite) {
        this.hasSite = hasSite;
        this.reads = reads;
        this.previews = previews;
        this.writes = writes;
        this.caller = caller;
    }

    /** Newly created preview link, as returned to the editor. */
    @Schema(name = "PreviewLink", description = "Link that shows the working copy of an article without a key.")
    record PreviewLink(
            @Schema(
                    required = true,
                    description = "Path of the preview in the API. Anyone with this path can read the working copy.")
            String url,

            @Schema(description = "Path of the preview page on the website. Omitted if the service has no website.")
            String page,

            @Schema(required = true, description = "Time at which the link expires.")
            Instant expiresAt) {}

    @POST
    @RolesAllowed(Role.EDITOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseHeaders({})
    @Operation(
            operationId = "createPreview",
            summary = "Create a preview link",
            description = "Creates a link that shows the current working copy without an API key. Anyone who has"
                    + " the link can read the working copy. The service does not store the link, so"
                    + " `Idempotency-Key` is rejected. If you lose the link, create another link. All links of"
                    + " an article can be revoked together. Returns 409 if the article was withdrawn.")
    public Reply<PreviewLink> createPreview(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam WriteRequest request, Body<PreviewInput> body) {
        request.rejectKey("The link is not stored, so the response cannot be repeated.");
        return writes.answer(request, body, write -> {
            JsonNode sent = body.treeOrEmpty();
            Article article = reads.requireEditable(id.text());
            RecordReader reader = new RecordReader();
            PreviewInput input = body.read(sent, reader);
            reader.check("The preview");
            if (article.status == ArticleStatus.WITHDRAWN) {
                throw Problems.conflict(
                        "The article is withdrawn",
                        "Use DELETE …/withdrawal to reinstate the article first. Preview links of a withdrawn"
                                + " article return 410.");
            }
            Instant end = write.now().plus(Duration.ofDays(input.days())).truncatedTo(ChronoUnit.SECONDS);
            String token = previews.sign(article, end);
            PreviewLink link = new PreviewLink(
                    Previews.path(article.id, token), hasSite ? Previews.pagePath(article.id, token) : null, end);
            return new WriteResponse(201, Map.of(HttpHeaders.LOCATION, link.url()), Json.write(link));
        });
    }

    @DELETE
    @RolesAllowed(Role.EDITOR)
    @Operation(
            operationId = "revokePreviews",
            summary = "Revoke all preview links",
            description = "Revokes all existing preview links of the article. Revoked links return 410. New links"
                    + " can be created afterwards.")
    @APIResponse(responseCode = "204", description = "The preview links were revoked.")
    public Response revokePreviews(@PathParam("id") ParameterValue<UUID> id, @BeanParam WriteRequest request) {
        return writes.answer(request, write -> {
            Article article = Article.lock(id.text());
            caller.requireEditorOf(article.journal);
            article.revokePreviews();
            return WriteResponse.deleted();
        });
    }

    @GET
    @Path("{token}")
    @PermitAll
    @QuotaOf(QuotaClass.SEARCH)
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "getPreview",
            summary = "Get a preview of an article",
            description = "Returns the working copy in the form of a published article. The member `version` is"
                    + " omitted.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(
            responseCode = "410",
            description = "The link has expired, the link was revoked, or the article was withdrawn.")
    public Reply<ArticleView> getPreview(
            @PathParam("id") ParameterValue<UUID> id,
            @PathParam("token") @Parameter(description = "Last segment of the preview URL.") String token,
            @QueryParam("fields") @Parameter(description = FieldSelection.PARAMETER) List<String> fields) {
        FieldSelection selection = FieldSelection.read(fields, ArticleView.class);
        Article article = previews.open(id.text(), token);
        ArticleView view = previews.view(article, Previews.path(article.id, token));
        return Reply.of(Reply.forEditors(selection.selected(Json.write(view)), null)
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer"));
    }

    /** Options of a preview link. All members are optional. */
    @Schema(description = "Options of the preview link. All members are optional.")
    record PreviewInput(
            @Min(1)
            @Max(30)
            @Schema(description = "Lifetime of the preview link in days (1 to 30).", defaultValue = "7")
            Integer days) {

        PreviewInput {
            days = days == null ? 7 : days;
        }
    }
}
