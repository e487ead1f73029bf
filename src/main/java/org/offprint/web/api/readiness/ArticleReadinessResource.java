package org.offprint.web.api.readiness;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Role;
import org.offprint.services.readiness.Readiness;
import org.offprint.services.readiness.ReadinessReport;
import org.offprint.services.readiness.rules.Indexer;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.api.articles.ArticleReads;

/** REST resource for the readiness report of an article. A readiness report never prevents publication. */
@Path("/v1/articles/{id}/readiness")
@Tag(name = "Readiness")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class ArticleReadinessResource {

    private final Readiness readiness;
    private final ArticleReads articles;
    private final Viewer viewer;

    ArticleReadinessResource(Readiness readiness, ArticleReads articles, Viewer viewer) {
        this.readiness = readiness;
        this.articles = articles;
        this.viewer = viewer;
    }

    @GET
    @Operation(
            operationId = "getArticleReadiness",
            summary = "Get the readiness of an article",
            description = "Checks the working copy, its issue and its journal against the rules of indexers, as if"
                    + " the article were published now. With `view=public`, checks the published article"
                    + " instead. The report never prevents publication.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "410", description = "The article was withdrawn. Returned only with `view=public`.")
    public Reply<ReadinessReport> getArticleReadiness(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @QueryParam(IndexerFilter.PARAMETER) @Parameter(description = IndexerFilter.DESCRIPTION)
                    List<ParameterValue<Indexer>> indexers,
            @QueryParam("view")
                    @Parameter(
                            description = "If `public`, the published article is checked instead of the working copy.")
                    ParameterValue<View> view) {
        Article article = articles.requireEditable(id);
        Set<Indexer> asked = IndexerFilter.of(indexers);
        return ReadinessResponse.of(
                viewer.isEditor(view)
                        ? readiness.ofWorkingCopy(article, asked)
                        : readiness.ofPublished(articles.published(id), asked));
    }
}
