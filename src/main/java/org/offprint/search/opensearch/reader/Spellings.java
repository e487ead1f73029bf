package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.opensearch.query.ClusterFields;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Asks how values are spelled most. */
public final class Spellings {

    private static final int BATCH = 100;

    private final AudienceSearch search;

    public Spellings(AudienceSearch search) {
        this.search = search;
    }

    /** Returns the spelling used most of each value that any record has. */
    public Map<String, String> of(RecordKind kind, TermField field, Collection<String> values) {
        Map<String, String> spellings = new HashMap<>();
        List<String> all = List.copyOf(values);
        for (int from = 0; from < all.size(); from += BATCH) {
            add(kind, field, all.subList(from, Math.min(all.size(), from + BATCH)), spellings);
        }
        return spellings;
    }

    private void add(RecordKind kind, TermField field, List<String> values, Map<String, String> spellings) {
        String spelled = ClusterFields.name(FieldNames.spelling(kind, field));
        Map<String, Object> counts = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            Map<String, Object> terms = new LinkedHashMap<>();
            terms.put("field", spelled);
            terms.put("include", literal(values.get(i)) + "\0.*");
            terms.put("size", 1);
            terms.put("shard_size", AudienceSearch.MOST_EXACT);
            terms.put("order", List.of(Map.of("_count", "desc"), Map.of("_key", "desc")));
            counts.put(Integer.toString(i), Map.of("terms", terms));
        }
        JsonNode answer = search.ask(
                Map.of("query", Map.of("exists", Map.of("field", spelled)), "size", 0, "aggs", counts), false);
        for (int i = 0; i < values.size(); i++) {
            JsonNode best = answer.path("aggregations")
                    .path(Integer.toString(i))
                    .path("buckets")
                    .path(0);
            if (!best.isMissingNode()) {
                spellings.put(
                        values.get(i),
                        best.path("key").asText().substring(values.get(i).length() + 1));
            }
        }
    }

    /** Writes a text as a regular expression that finds it alone. */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < 128 && !Character.isLetterOrDigit(c) && c > ' ') {
                literal.append('\\');
            }
            literal.appendCodePoint(c);
        });
        return literal.toString();
    }
}
