package org.offprint.web.api.usage;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Role;
import org.offprint.services.usage.reports.MonthlyUsage;
import org.offprint.web.api.articles.ArticleReads;

/** REST resource for the usage of an article, available to the editors of its journal. */
@Path("/v1/articles/{id}/usage")
@Tag(name = "Usage")
@RolesAllowed(Role.EDITOR)
@Produces({MediaType.APPLICATION_JSON, UsageTable.CSV})
public class ArticleUsageResource {

    private final MonthlyUsage usage;
    private final ArticleReads articles;

    ArticleUsageResource(MonthlyUsage usage, ArticleReads articles) {
        this.usage = usage;
        this.articles = articles;
    }

    @GET
    @Operation(
            operationId = "getArticleUsage",
            summary = "Get the usage of an article",
            description = "Returns the usage of all versions of the article. The usage counts of withdrawn"
                    + " articles remain available. " + UsageTable.DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "OK",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = UsageTable.class)),
                @Content(mediaType = UsageTable.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    public Reply<UsageTable> getArticleUsage(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @BeanParam UsagePeriod asked) {
        Article article = articles.requireEditable(id);
        UsagePeriod.Period span = asked.read();
        return new UsageTable(usage.ofArticle(article.id, span.from(), span.until())).answer(span.isCsv());
    }
}
