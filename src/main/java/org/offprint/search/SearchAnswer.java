package org.offprint.search;

import java.util.List;
import java.util.Map;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.TermField;

/**
 * The answer of an index; hits and total are of one moment.
 *
 * @param total -1 where it was not asked for
 * @param more whether there are more hits in the direction that was asked for
 * @param meant a query that finds something where this one found nothing; null where none comes to mind
 * @param moment null where the index does not know it, as a cluster
 */
public record SearchAnswer(
        List<Hit> hits, boolean more, long total, List<Facet> facets, Meant meant, IndexMoment moment) {

    /**
     * One record.
     *
     * @param key its id; of a person or keyword its key
     * @param item the item of the list as JSON; null in the editors' index, whose items are made when asked for
     * @param citations of an article how many others cite it; null for other records, and where the index does not know
     * @param merged of an affiliation what leads to it by merges, as a list of JSON; null for nothing
     * @param sortValues what a cursor beside it holds; of the first and the last hit alone, empty between them
     * @param highlights by member, escaped, with {@code mark} only; empty where none were wanted or found
     */
    public record Hit(
            String key,
            byte[] item,
            Long citations,
            byte[] merged,
            List<String> sortValues,
            Map<String, List<String>> highlights) {}

    /** A query with corrected words, and the number of records that match it and the filters. */
    public record Meant(SearchQuery query, long total) {}

    /** The values of one field with the number of records, most first. */
    public record Facet(TermField field, List<Value> values) {}

    /** A value that records have; the label is for people. */
    public record Value(String value, String label, long count, boolean selected) {}
}
