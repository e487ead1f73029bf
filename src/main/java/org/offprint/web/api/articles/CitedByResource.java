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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.quotas.Counted;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.services.citations.Citations;
import org.offprint.web.api.articles.ArticleListResource.ArticlePage;
import org.offprint.web.api.exports.ArticleExports;
import org.offprint.web.api.exports.ListFormat;
import org.offprint.web.api.lists.ListFilter;
import org.offprint.web.api.lists.ListRequest;

/** The articles that cite an article, as a list of articles. */
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
            operationId = "listCitingArticles",
            summary = "List the articles that cite an article",
            description = "The published articles here whose references mean it, each once however often it cites, and"
                    + " without corrections and other notices about it. A list like that of articles, with the same"
                    + " filters, as readers get it whoever asks. What was published or withdrawn shows within seconds.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Reply<ArticlePage> listCitingArticles(
            @PathParam("id") @Parameter(description = "The id or the slug.") String id,
            @BeanParam ListRequest request,
            @BeanParam ArticleFilter filter,
            @QueryParam("format")
                    @Parameter(
                            description = "Everything that is found, as a file in this format rather than a page of it,"
                                    + " as in the list of articles. `Accept` may say it, too.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"csl", "bibtex", "ris", "csv", "jsonl"}))
                    String format,
            @Context UriInfo uri,
            @Context RoutingContext context) {
        Optional<ListFormat> file = ArticleFiles.asked(format, request.headers());
        Set<UUID> citing = citations.citing(reads.published(id).id());
        ListFilter confined = filters -> {
            filter.addTo(filters);
            filters.confinedTo("cited-by", citing);
        };
        return file.isPresent()
                ? files.answer(request, confined, file.get(), uri, context)
                : list.answer(request, confined, false);
    }
}
