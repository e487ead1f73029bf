package org.offprint.search;

import java.util.List;
import java.util.Map;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.TermField;

/**
 * Response to a search. The hits and the total come from one snapshot of the index.
 *
 * @param total number of matching records; -1 if the request did not ask for the total
 * @param more whether more hits follow in the requested direction
 * @param meant corrected query with at least one hit if the original query has none; null if there is no suggestion
 * @param moment identity of the index snapshot; null if the search engine, like OpenSearch, does not provide one
 */
public record SearchAnswer(
        List<Hit> hits, boolean more, long total, List<Facet> facets, CorrectedQuery meant, IndexMoment moment) {

    /**
     * Record that matches the search query.
     *
     * @param key record id, or the index key of a person or keyword
     * @param item list item as JSON; null in the editors' index, whose list items are built on request, and if the request
     *     does not need list items
     * @param citations number of articles that cite an article; null for records that are not articles, if the index
     *     does not store citation counts, and if the request does not need list items
     * @param merged JSON array of the organizations merged into an affiliation; null if no organization was merged
     * @param sortValues sort values for a cursor before or after the hit; empty except on the first and the last hit of
     *     the page
     * @param highlights HTML-escaped text fragments by JSON member, with {@code mark} as the only element; empty if
     *     highlights were not requested or no fragment matches
     */
    public record Hit(
            String key,
            byte[] item,
            Long citations,
            byte[] merged,
            List<String> sortValues,
            Map<String, List<String>> highlights) {}

    /** Corrected search query, with the number of records that match the corrected query and the filters. */
    public record CorrectedQuery(SearchQuery query, long total) {}

    /** Most frequent values of a field, with the number of records for each value. */
    public record Facet(TermField field, List<Value> values) {}

    /** Facet value with its display label and its number of records. */
    public record Value(String value, String label, long count, boolean selected) {}
}
