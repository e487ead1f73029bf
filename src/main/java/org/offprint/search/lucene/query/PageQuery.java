package org.offprint.search.lucene.query;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.offprint.search.SearchRequest;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/**
 * Lucene queries for one search request: the query for the words, the filters, and the query for all matches with and
 * without scores.
 */
public final class PageQuery {

    private final SearchRequest request;
    private final IndexedRecords records;
    private final QueryTranslation translation;
    private final Query words;
    private final Map<String, Query> filters = new LinkedHashMap<>();
    private final Query base;
    private final Query withoutFilters;

    public PageQuery(SearchRequest request, IndexedRecords records) throws IOException {
        this.request = request;
        this.records = records;
        translation = new QueryTranslation(records, request.kind());
        words = request.query() == null ? null : orNothing(translation.of(request.query()));
        for (Map.Entry<String, SearchQuery> filter : request.filters().entrySet()) {
            filters.put(filter.getKey(), orNothing(translation.of(filter.getValue())));
        }
        base = matching(words, filters.values());
        withoutFilters = matching(words, List.of());
    }

    private static Query orNothing(Query translated) {
        return translated == null ? new MatchNoDocsQuery() : translated;
    }

    /** Returns the query for the words of the search request, or null if there are none. */
    public Query words() {
        return words;
    }

    /** Returns the filters of the search request, by parameter name. */
    public Map<String, Query> filters() {
        return Collections.unmodifiableMap(filters);
    }

    /** Returns the query for all matches of the search request, without a score. */
    public Query base() {
        return base;
    }

    /** Returns the query for the words of the search request without its filters and without a score. */
    public Query withoutFilters() {
        return withoutFilters;
    }

    /** Returns the query for other words with the same filters, or null if the words cannot match any record. */
    public Query replacement(SearchQuery other) throws IOException {
        Query translated = translation.of(other);
        return translated == null ? null : matching(translated, filters.values());
    }

    /**
     * Returns the query for all matches of the search request, with a score if the list is sorted by relevance.
     *
     * @param narrowing filters to include: all filters of the request, or none if the caller applies them separately
     */
    public BooleanQuery ranked(Collection<Query> narrowing) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        if (request.order() == SortOrder.RELEVANCE && words != null) {
            // Do not add the words as a filter too, because every word would then be looked up twice.
            query.add(words, Occur.MUST);
            narrowing.forEach(filter -> query.add(filter, Occur.FILTER));
            Query own = ownJournals();
            if (own != null) {
                query.add(own, Occur.FILTER);
            }
            RelevanceBoosts.add(request, records, query);
        } else {
            query.add(narrowing.isEmpty() ? withoutFilters : base, Occur.FILTER);
        }
        return query.build();
    }

    private Query matching(Query asked, Iterable<Query> narrowing) throws IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean empty = asked == null;
        if (asked != null) {
            all.add(asked, Occur.FILTER);
        }
        for (Query filter : narrowing) {
            all.add(filter, Occur.FILTER);
            empty = false;
        }
        Query own = ownJournals();
        if (own != null) {
            all.add(own, Occur.FILTER);
            empty = false;
        }
        if (empty) {
            all.add(translation.all(), Occur.FILTER);
        }
        return all.build();
    }

    /** Returns the filter for the journals to which the editor's results are limited, or null if there is no limit. */
    private Query ownJournals() throws IOException {
        boolean confined = request.journals() != null
                && (request.kind() == RecordKind.ARTICLE || request.kind() == RecordKind.ISSUE);
        if (!confined) {
            return null;
        }
        Set<String> ids = new HashSet<>();
        request.journals().forEach(id -> ids.add(id.toString()));
        return ids.isEmpty() ? new MatchNoDocsQuery() : translation.oneOf(TermField.JOURNAL_ID, ids);
    }
}
