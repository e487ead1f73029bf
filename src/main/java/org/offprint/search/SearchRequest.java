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
 * One page of records, and what is counted about all of them.
 *
 * @param journals whose records alone an editor may see; null for all
 * @param query what {@code q} says; {@link SearchQuery.All} where there is none
 * @param filters what typed filters say, by the parameter's name, so that a facet leaves out its own; all must hold
 * @param limit 1 to 100
 * @param counted whether the answer has the total; without it, nothing else is meant where nothing is found
 */
public record SearchRequest(
        Audience audience,
        Set<UUID> journals,
        RecordKind kind,
        SearchQuery query,
        Map<String, SearchQuery> filters,
        SortOrder order,
        Place place,
        int limit,
        List<WantedFacet> facets,
        boolean highlight,
        boolean counted) {

    /** A page with its total. */
    public SearchRequest(
            Audience audience,
            Set<UUID> journals,
            RecordKind kind,
            SearchQuery query,
            Map<String, SearchQuery> filters,
            SortOrder order,
            Place place,
            int limit,
            List<WantedFacet> facets,
            boolean highlight) {
        this(audience, journals, kind, query, filters, order, place, limit, facets, highlight, true);
    }

    /** Returns the request for the same page whose total nobody needs: it is -1 then, and facets are none. */
    public SearchRequest uncounted() {
        return new SearchRequest(
                audience, journals, kind, query, filters, order, place, limit, List.of(), highlight, false);
    }

    /** Reports whether facets are counted of what beginnings of words find, of which each is looked up for each facet. */
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

    /** The place of the page in the list. */
    public sealed interface Place {

        /** The first page. */
        record Start() implements Place {}

        /** Next to the record with these sort values, its id last. */
        record Beside(List<String> sortValues, boolean backwards) implements Place {}

        /** The page of this number, from 1. */
        record Numbered(int page) implements Place {}
    }

    /**
     * Counts of the values of one field.
     *
     * @param size how many values at most, those counted most first
     * @param selected values that are always among them
     */
    public record WantedFacet(TermField field, int size, Set<String> selected) {}
}
