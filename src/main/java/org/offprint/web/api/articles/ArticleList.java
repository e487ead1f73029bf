package org.offprint.web.api.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.journal.publishing.typesetting.Typesetting;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.text.NearestName;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.security.Caller;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;
import org.offprint.services.readiness.StoredReadiness;
import org.offprint.web.api.lists.DidYouMean;
import org.offprint.web.api.lists.Facets.FacetValue;
import org.offprint.web.api.lists.Filters;
import org.offprint.web.api.lists.IncludedData;
import org.offprint.web.api.lists.ListFilter;
import org.offprint.web.api.lists.ListRequest;
import org.offprint.web.api.lists.Listing;
import org.offprint.web.api.lists.Lists;
import org.offprint.web.api.lists.Localization;

/**
 * Creates pages of the article list. Readers see only published articles. Editors see the working copies of their own
 * journals.
 */
@ApplicationScoped
public class ArticleList {

    private static final String READINESS = "readiness";

    /**
     * Maximum number of article ids that the readiness filter passes to the index. The limit restricts the memory per
     * request to a few megabytes.
     */
    private static final int MAX_BY_READINESS = 100_000;

    private final Lists lists;
    private final Caller caller;
    private final Typesetting typesetting;
    private final StoredReadiness storedReadiness;

    /** Schema of an article page in the OpenAPI document. */
    @Schema(name = "ArticlePage", description = "Page of articles.")
    public record ArticlePage(
            @Schema(required = true, description = "Articles on this page.")
            List<ArticleSummary> items,

            @Schema(required = true, description = "Exact number of matching articles on all pages.")
            long total,

            @Schema(required = true) PageLinks page,

            @Schema(
                    nullable = true,
                    description = "Counts of the matching records by field value, keyed by facet name. Present only if"
                            + " the request has `facets`.")
            Map<String, List<FacetValue>> facets,

            DidYouMean didYouMean) {}

    ArticleList(Lists lists, Caller caller, Typesetting typesetting, StoredReadiness kept) {
        this.lists = lists;
        this.caller = caller;
        this.typesetting = typesetting;
        this.storedReadiness = kept;
    }

    /** Returns a page of the article list without additional data. */
    <T> Reply<T> answer(ListRequest request, ListFilter filter, boolean forEditors) {
        return lists.answer(request, filter, listing(forEditors));
    }

    /**
     * Returns a page of the article list.
     *
     * @param included additional data for each item
     * @param localization language of the items
     */
    public <T> Reply<T> answer(
            ListRequest request,
            ListFilter filter,
            boolean forEditors,
            IncludedData included,
            Localization localization) {
        return lists.answer(
                request, filter, listing(forEditors).including(included).in(localization));
    }

    private Listing listing(boolean forEditors) {
        return forEditors
                ? Listing.forEditors(
                        RecordKind.ARTICLE,
                        SortOrder.NEWEST,
                        ArticleSummary.class,
                        caller.journals(),
                        this::workingCopies)
                : Listing.forReaders(RecordKind.ARTICLE, SortOrder.NEWEST, ArticleSummary.class);
    }

    /**
     * Returns the given filter, further restricted to published articles that fail any of the given indexer rules. The
     * restriction is available to editors only.
     *
     * @param given rule ids, each with an optional suffix {@code :fail} (the default) or {@code :unknown}
     */
    public ListFilter byReadiness(ListFilter filter, List<ParameterValue<String>> given) {
        return filters -> {
            filter.addTo(filters);
            filters.forEditors(READINESS, given, (values, parameters) -> idsByReadiness(values, parameters, filters));
        };
    }

    private Set<UUID> idsByReadiness(List<String> values, Parameters parameters, Filters filters) {
        Set<String> failing = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        for (String value : values) {
            int colon = value.indexOf(':');
            String rule = colon < 0 ? value : value.substring(0, colon);
            Set<String> asked = colon < 0
                    ? failing
                    : parameters.oneOf(
                            READINESS, value.substring(colon + 1), Map.of("fail", failing, "unknown", unknown), null);
            if (!storedReadiness.rules().contains(rule)) {
                String near = NearestName.to(rule, storedReadiness.rules())
                        .map(name -> "; did you mean " + name + "?")
                        .orElse(".");
                parameters.addError(
                        READINESS,
                        "unknown-value",
                        "Must be the id of an article rule from /v1/readiness-rules" + near);
            } else if (asked != null) {
                asked.add(rule);
            }
        }
        if (failing.isEmpty() && unknown.isEmpty()) {
            return null;
        }
        Set<UUID> journals = caller.journals()
                .map(own -> filters.ids(TermField.JOURNAL_ID)
                        .map(named -> own.stream().filter(named::contains).collect(Collectors.toSet()))
                        .orElse(own))
                .or(() -> filters.ids(TermField.JOURNAL_ID))
                .orElse(null);
        Set<UUID> issues = filters.ids(TermField.ISSUE_ID).orElse(null);
        Set<UUID> found = storedReadiness.failingAny(journals, issues, failing, unknown, MAX_BY_READINESS + 1);
        if (found.size() > MAX_BY_READINESS) {
            parameters.addError(
                    READINESS,
                    "too-many",
                    "More than 100,000 articles match. Filter by journal or issue, or use"
                            + " /v1/journals/{id}/readiness/articles, which has no such limit.");
            return null;
        }
        return found;
    }

    private Map<UUID, byte[]> workingCopies(List<UUID> ids) {
        List<Article> found = Article.list("id in ?1", ids);
        Map<UUID, byte[]> items = new LinkedHashMap<>();
        if (!found.isEmpty()) {
            typesetting.forEditors(found).forEach(view -> items.put(view.id(), Json.write(ArticleSummary.of(view))));
        }
        return items;
    }
}
