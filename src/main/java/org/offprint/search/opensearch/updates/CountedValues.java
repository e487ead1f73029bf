package org.offprint.search.opensearch.updates;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.offprint.search.opensearch.client.ClusterFields;
import org.offprint.search.opensearch.reader.AudienceSearch;

/**
 * All values of a field in byte order, with the number of records for each value. The values are read one page at a
 * time.
 */
final class CountedValues implements Iterator<CountedValues.ValueCount> {

    private static final int PAGE = 5_000;

    /** Field value with the number of records that have it. */
    record ValueCount(String term, long records) {}

    private final AudienceSearch search;
    private final Map<String, Object> composite = new LinkedHashMap<>();
    private final Deque<ValueCount> page = new ArrayDeque<>();
    private boolean isLast;

    CountedValues(AudienceSearch search, String field) {
        this.search = search;
        composite.put("size", PAGE);
        composite.put("sources", List.of(Map.of("value", Map.of("terms", Map.of("field", ClusterFields.name(field))))));
    }

    @Override
    public boolean hasNext() {
        return peek() != null;
    }

    @Override
    public ValueCount next() {
        if (peek() == null) {
            throw new NoSuchElementException();
        }
        return page.poll();
    }

    /** Advances to a field value. Returns the number of records with the value, or 0 if there are none. */
    long advanceTo(String value) {
        byte[] sought = value.getBytes(StandardCharsets.UTF_8);
        for (ValueCount each = peek(); each != null; each = peek()) {
            int order = Arrays.compareUnsigned(each.term().getBytes(StandardCharsets.UTF_8), sought);
            if (order >= 0) {
                return order == 0 ? each.records() : 0;
            }
            page.poll();
        }
        return 0;
    }

    private ValueCount peek() {
        if (page.isEmpty() && !isLast) {
            // For a query of all records, OpenSearch reads the index terms in order. For any other query, OpenSearch
            // would read every record again for each page.
            JsonNode values = search.ask(
                            Map.of(
                                    "query",
                                    Map.of("match_all", Map.of()),
                                    "size",
                                    0,
                                    "aggs",
                                    Map.of("values", Map.of("composite", composite))),
                            false)
                    .path("aggregations")
                    .path("values");
            values.path("buckets")
                    .forEach(bucket -> page.add(new ValueCount(
                            bucket.path("key").path("value").asText(),
                            bucket.path("doc_count").longValue())));
            isLast = page.size() < PAGE;
            composite.put("after", values.path("after_key"));
        }
        return page.peek();
    }
}
