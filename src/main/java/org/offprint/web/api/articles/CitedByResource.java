package org.offprint.web.api.articles;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.services.citations.Citations;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.articles.ArticleList.ArticlePage;
import org.offprint.web.api.exports.ArticleExports;
import org.offprint.web.api.exports.ListFormat;
import org.offprint.web.api.lists.ListFilter;
import org.offprint.web.api.lists.ListRequest;

/** REST resource that lists the articles that cite an article. */
@Path("/v1/articles/{id}/cited-by")
@Tag(name = "Articles")
public class CitedByResource {

    private final ArticleReads reads;
    private final Citations citations;
    private final ArticleList list;
    private final ArticleFiles files;

    CitedByResource(ArticleReads reads, Citations citations, ArticleList list, ArticleFiles files) {
        this.reads = reads;
        this.citations = citations;
        this.list = list;
        this.files = files;
    }

    @GET
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @Produces({
        ArticleExports.JSON,
        "application/vnd.citationstyles.csl+json",
        "application/x-bibtex",
        "application/x-research-info-systems",
        "text/csv",
        ListFormat.JSON_LINES
    })
    @ResponseHeaders({"ETagIfAny", "LinkIfAny"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "listCitingArticles",
            summary = "List citing articles",
            description = "Lists the published articles in this service that cite the given article, newest first"
                    + " or, with `q`, by relevance. An article that cites the given article several times is"
                    + " listed once. Corrections, retractions and other notices about the given article are"
                    + " excluded. Accepts the filters of the article list and always returns published data."
                    + " Publications and withdrawals appear in the list within seconds.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Reply<ArticlePage> listCitingArticles(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @BeanParam ListRequest request,
            @BeanParam ArticleFilter filter,
            @QueryParam("format")
                    @Parameter(
                            description =
                                    "Downloads all citing articles as one file in this format instead of a JSON page."
                                            + " Cannot be combined with `limit`, `cursor`, `page`, `fields`, `facets` or"
                                            + " `highlight`. The `Accept` header can select the same formats.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"csl", "bibtex", "ris", "csv", "jsonl"}))
                    String format,
            @Context UriInfo uri,
            @Context RoutingContext context) {
        Optional<ListFormat> file = ArticleFiles.requestedFormat(format, request.headers());
        Set<UUID> citing = citations.citing(reads.published(id).id());
        ListFilter confined = filters -> {
            filter.addTo(filters);
            filters.restrictTo("cited-by", citing);
        };
        return file.isPresent()
                ? files.answer(request, confined, file.get(), uri, context)
                : list.answer(request, confined, false);
    }
}
