package org.offprint.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/**
 * Request for one page of records, with optional facets and highlights.
 *
 * @param journals journals to which an editor's results are limited; null for all journals
 * @param query query from the parameter {@code q}; {@link SearchQuery.All} if the parameter is missing
 * @param filters filters by parameter name, all of which must match; a facet ignores the filter of its own parameter
 * @param limit maximum number of records on the page, 1 to 100
 * @param counted whether to return the total; if false, no correction is suggested for a query without hits
 * @param listed whether to return the list items of the hits; if false, a hit may have no list item
 */
public record SearchRequest(
        Audience audience,
        Set<UUID> journals,
        RecordKind kind,
        SearchQuery query,
        Map<String, SearchQuery> filters,
        SortOrder order,
        PagePosition place,
        int limit,
        List<FacetRequest> facets,
        boolean highlight,
        boolean counted,
        boolean listed) {

    /** Creates a search request for a page of records and the total. */
    public SearchRequest(
            Audience audience,
            Set<UUID> journals,
            RecordKind kind,
            SearchQuery query,
            Map<String, SearchQuery> filters,
            SortOrder order,
            PagePosition place,
            int limit,
            List<FacetRequest> facets,
            boolean highlight) {
        this(audience, journals, kind, query, filters, order, place, limit, facets, highlight, true, true);
    }

    /** Returns a search request for the same page without total and facets. The total in the response is -1. */
    public SearchRequest uncounted() {
        return new SearchRequest(
                audience, journals, kind, query, filters, order, place, limit, List.of(), highlight, false, listed);
    }

    /** Returns a search request for the keys of the records on the same page, without total, facets and highlights. */
    public SearchRequest keysOnly() {
        return new SearchRequest(
                audience, journals, kind, query, filters, order, place, limit, List.of(), false, false, false);
    }

    /**
     * Returns whether this request counts facets for a query with a prefix. Such a request is costly, because the
     * prefix is expanded again for each facet.
     */
    public boolean isCostly() {
        if (facets.isEmpty()) {
            return false;
        }
        Deque<SearchQuery> rest = new ArrayDeque<>(List.of(query));
        boolean hasPrefix = false;
        while (!hasPrefix && !rest.isEmpty()) {
            SearchQuery next = rest.pop();
            hasPrefix = next instanceof SearchQuery.Prefix;
            if (next instanceof SearchQuery.And all) {
                rest.addAll(all.parts());
            } else if (next instanceof SearchQuery.Or any) {
                rest.addAll(any.parts());
            } else if (next instanceof SearchQuery.Not not) {
                rest.add(not.part());
            }
        }
        return hasPrefix;
    }

    /** Requested page of a list: the first page, a page before or after a cursor, or a page number. */
    public sealed interface PagePosition {

        /** Requests the first page of a list. */
        record Start() implements PagePosition {}

        /**
         * Requests the page of a list that precedes or follows the record with the given sort values. The last sort
         * value is the id of the record.
         */
        record Beside(List<String> sortValues, boolean backwards) implements PagePosition {}

        /** Requests the page of a list with the given number, starting at 1. */
        record Numbered(int page) implements PagePosition {}
    }

    /**
     * Request to count the values of one field.
     *
     * @param size maximum number of facet values, most frequent first
     * @param selected facet values to include even if they are not among the most frequent
     */
    public record FacetRequest(TermField field, int size, Set<String> selected) {}
}
