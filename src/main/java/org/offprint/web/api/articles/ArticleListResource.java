package org.offprint.web.api.articles;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.http.quotas.Counted;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.api.exports.ArticleExports;
import org.offprint.web.api.exports.ListFormat;
import org.offprint.web.api.lists.DidYouMean;
import org.offprint.web.api.lists.Facets.FacetValue;
import org.offprint.web.api.lists.ListFilter;
import org.offprint.web.api.lists.ListRequest;

/** The list of articles: pages of it, or all of it as a file. */
@Path("/v1/articles")
@Tag(name = "Articles")
public class ArticleListResource {

    private final ArticleList list;
    private final ArticleFiles files;
    private final Viewer viewer;

    ArticleListResource(ArticleList list, ArticleFiles files, Viewer viewer) {
        this.list = list;
        this.files = files;
        this.viewer = viewer;
    }

    @GET
    @Counted(QuotaClass.SEARCH)
    @PermitAll
    @Produces({
        ArticleExports.JSON,
        "application/vnd.citationstyles.csl+json",
        "application/x-bibtex",
        "application/x-research-info-systems",
        "text/csv",
        ListFormat.JSON_LINES
    })
    @Operation(
            operationId = "listArticles",
            summary = "List and find articles",
            description =
                    "Newest first. Readers get what is published; editors get the working copies of their own"
                            + " journals, unless they ask for `view=public`. With `format` all that is found comes as one file.")
    public Reply<ArticlePage> listArticles(
            @BeanParam ListRequest request,
            @BeanParam ArticleFilter filter,
            @QueryParam("readiness")
                    @Parameter(
                            description = "For editors: published articles that fail this rule of an indexer, by its id"
                                    + " from `/v1/readiness-rules`; `cr-22:unknown` those of which the outcome is"
                                    + " unknown. The list follows a change within seconds.",
                            example = "cr-19")
                    List<Given<String>> readiness,
            @QueryParam("format")
                    @Parameter(
                            description = "Everything that is found, as a file in this format rather than a page of it:"
                                    + " published articles only, whoever asks, so none of the parameters of pages goes with"
                                    + " it. `jsonl` has the whole records, one a line. `Accept` may say it, too.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"csl", "bibtex", "ris", "csv", "jsonl"}))
                    String format,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) Given<View> view,
            @Context UriInfo uri,
            @Context RoutingContext context) {
        Optional<ListFormat> file = ArticleFiles.asked(format, request.headers());
        ListFilter narrowed = list.byReadiness(filter, readiness);
        return file.isPresent()
                ? files.answer(request, narrowed, file.get(), uri, context)
                : list.answer(request, narrowed, viewer.isEditor(view));
    }

    /** A page of articles, for the contract. */
    @Schema(name = "ArticlePage")
    record ArticlePage(
            @Schema(required = true) List<ArticleSummary> items,
            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page,

            @Schema(nullable = true, description = "By name, where the request asks for `facets` only.")
            Map<String, List<FacetValue>> facets,

            DidYouMean didYouMean) {}
}
