package org.offprint.search;

import java.util.List;
import java.util.Map;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.TermField;

/**
 * Answer to a search. The hits and the total are from one snapshot of the index.
 *
 * @param total number of matching records; -1 if not requested
 * @param more whether there are more hits in the requested direction
 * @param meant a corrected query with at least one hit if this query found nothing; null if there is no suggestion
 * @param moment index moment of the answer; null if the engine has no index moments, as with a cluster
 */
public record SearchAnswer(
        List<Hit> hits, boolean more, long total, List<Facet> facets, CorrectedQuery meant, IndexMoment moment) {

    /**
     * Record that matches the query.
     *
     * @param key id of the record; for a person or keyword, its key
     * @param item list item as JSON; null in the editors' index, whose items are built when requested
     * @param citations number of articles that cite an article; null for records that are not articles, and if the
     *     index does not store it
     * @param merged JSON array of the organizations merged into an affiliation; null if there are none
     * @param sortValues values for a cursor next to the hit; only set on the first and the last hit, empty on the hits
     *     between them
     * @param highlights escaped fragments by member, with {@code mark} as the only element; empty if not requested or
     *     not found
     */
    public record Hit(
            String key,
            byte[] item,
            Long citations,
            byte[] merged,
            List<String> sortValues,
            Map<String, List<String>> highlights) {}

    /** Corrected query, with the number of records that match it and the filters. */
    public record CorrectedQuery(SearchQuery query, long total) {}

    /** Values of one field, each with its number of records, most frequent first. */
    public record Facet(TermField field, List<Value> values) {}

    /** Facet value, with its label for display and the number of records with the value. */
    public record Value(String value, String label, long count, boolean selected) {}
}
