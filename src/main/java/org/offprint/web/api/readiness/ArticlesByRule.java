package org.offprint.web.api.readiness;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.services.readiness.StoredReadiness;
import org.offprint.services.readiness.StoredReadiness.ArticleByRule;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.lists.StoredPages;

/** Lists the published articles that fail a readiness rule, or for which the outcome of the rule is unknown. */
@ApplicationScoped
class ArticlesByRule {

    private static final Map<String, Boolean> OUTCOMES = Map.of("fail", false, "unknown", true);

    private final StoredReadiness storedReadiness;
    private final StoredPages pages;

    ArticlesByRule(StoredReadiness kept, StoredPages pages) {
        this.storedReadiness = kept;
        this.pages = pages;
    }

    /** Query parameters that select a readiness rule and an outcome. */
    public static class Filter {

        @QueryParam("rule")
        @Parameter(
                description =
                        "Id of a rule for articles, for example `cr-19`. `GET /v1/readiness-rules` lists the rules.",
                required = true,
                example = "cr-19")
        String rule;

        @QueryParam("outcome")
        @Parameter(description = "Outcome of the rule for the listed articles, for example `fail`.")
        ParameterValue<ListedOutcome> outcome;
    }

    /** Outcomes of a readiness rule by which articles can be listed. */
    @Schema(
            name = "ListedReadinessOutcome",
            defaultValue = "fail",
            enumeration = {"fail", "unknown"})
    enum ListedOutcome {
        FAIL,
        UNKNOWN
    }

    /** Schema of a page of articles, for the OpenAPI document. */
    @Schema(name = "ArticleByRulePage", description = "Page of articles that do not meet a readiness rule.")
    record ArticleByRulePage(
            @Schema(required = true, description = "Articles on this page, sorted by id.")
            List<ArticleByRule> items,

            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    /**
     * Returns a page of the articles with the requested outcome of a readiness rule, sorted by id.
     *
     * @param issue id of the issue; null for all articles of the journal
     */
    Reply<ArticleByRulePage> answer(PageRequest request, Filter filter, UUID journal, UUID issue) {
        Parameters parameters = new Parameters();
        boolean isUnknown = parameters.oneOf("outcome", ParameterValue.textOf(filter.outcome), OUTCOMES, false);
        String rule = filter.rule == null ? "" : filter.rule;
        if (!storedReadiness.rules().contains(rule)) {
            parameters.addError(
                    "rule",
                    "unknown-value",
                    "Must be the id of a rule for articles. GET /v1/readiness-rules lists the rules.");
        }
        parameters.check();
        return pages.page(
                request,
                "articles by rule",
                (key, backwards, limit) -> storedReadiness.articles(
                        journal, issue, rule, isUnknown, key == null ? null : UUID.fromString(key), backwards, limit),
                article -> article.id().toString(),
                Json::write,
                storedReadiness.total(journal, issue, rule, isUnknown));
    }
}
