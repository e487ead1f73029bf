package org.offprint.web.api.references;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.services.citations.RelatedArticles;
import org.offprint.services.citations.RelatedArticles.Related;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.articles.ArticleReads;

/** REST resource for articles that are related to a given article. */
@Path("/v1/articles/{id}/related")
@Tag(name = "Articles")
@Produces(MediaType.APPLICATION_JSON)
public class RelatedResource {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 50;

    /** Criterion for related articles: shared references, shared citations, or both. */
    private enum Criterion {
        REFERENCES,
        CITATIONS,
        BOTH
    }

    private static final Map<String, Criterion> BY =
            Map.of("references", Criterion.REFERENCES, "citations", Criterion.CITATIONS, "both", Criterion.BOTH);

    private final ArticleReads reads;
    private final RelatedArticles related;

    RelatedResource(ArticleReads reads, RelatedArticles related) {
        this.reads = reads;
        this.related = related;
    }

    /** Schema of a related article, for the OpenAPI document. */
    @Schema(name = "RelatedArticle", description = "Article that shares references or citations with another article.")
    record RelatedItem(
            @Schema(
                    required = true,
                    description = "Similarity of the articles: the sum of up to 1 for shared references and up to 1 for"
                            + " shared citations. Each addend is the number of shared references or citations, divided"
                            + " by the square root of the product of both articles' totals.")
            double score,

            @Schema(required = true, description = "Number of articles in this service that both articles cite.")
            long sharedReferences,

            @Schema(required = true, description = "Number of articles in this service that cite both articles.")
            long sharedCitations,

            @Schema(required = true, description = "Related article, as in the article list.")
            ArticleSummary article) {}

    /** Schema of a list of related articles, for the OpenAPI document. */
    @Schema(name = "RelatedArticleList", description = "Articles related to an article.")
    public record RelatedList(
            @Schema(required = true, description = "Related articles, most similar first.")
            List<RelatedItem> items) {

        /** Returns the list of the given related articles. Articles without a summary are omitted. */
        public static RelatedList of(List<Related> related, Map<UUID, ArticleSummary> summaries) {
            List<RelatedItem> items = new ArrayList<>();
            for (Related each : related) {
                ArticleSummary summary = summaries.get(each.article());
                if (summary != null) {
                    double score = Math.round(each.score() * 1_000) / 1_000.0;
                    items.add(new RelatedItem(score, each.sharedReferences(), each.sharedCitations(), summary));
                }
            }
            return new RelatedList(items);
        }
    }

    @GET
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @ResponseHeaders("ETag")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "listRelatedArticles",
            summary = "List related articles",
            description = "Returns published articles that share references or citations with the article, most"
                    + " similar first. An article is related if both articles cite at least two of the same"
                    + " articles in this service, or if at least two articles in this service cite both"
                    + " articles. Notices and translations of the article are excluded.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Reply<RelatedList> listRelatedArticles(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @QueryParam("by")
                    @Parameter(
                            description = "Criterion of similarity: `references` (articles that both articles cite),"
                                    + " `citations` (articles that cite both articles) or `both`.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"references", "citations", "both"},
                                            defaultValue = "both"))
                    String by,
            @QueryParam("limit")
                    @Parameter(
                            description = "Maximum number of related articles to return.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "50",
                                            defaultValue = "10"))
                    ParameterValue<Integer> limit,
            @Context HttpHeaders headers) {
        Parameters parameters = new Parameters();
        Criterion shared = parameters.oneOf("by", by, BY, Criterion.BOTH);
        int most = parameters.integer("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
        parameters.check();
        UUID article = reads.published(id).id();
        List<Related> found = related.to(article, shared != Criterion.CITATIONS, shared != Criterion.REFERENCES, most);
        Map<UUID, ArticleSummary> summaries =
                related.summaries(found.stream().map(Related::article).toList());
        byte[] body = Json.write(RelatedList.of(found, summaries));
        return Reply.of(Reply.forReaders(headers, body, EntityTag.ofGenerated(body), null));
    }
}
