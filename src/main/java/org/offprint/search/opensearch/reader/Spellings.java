package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.opensearch.client.ClusterFields;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Requests the most frequent spellings of facet values. Reads only the records that have the given values. */
public final class Spellings {

    /** Separator between a facet value and its spelling in the index. No facet value contains this character. */
    private static final char END = '\0';

    private static final int BATCH = 100;

    /**
     * Maximum total length in characters of the values in one regular expression, because OpenSearch limits the effort
     * of compiling it.
     */
    private static final int MAX_EXPRESSION_LENGTH = 1_000;

    private final AudienceSearch search;

    public Spellings(AudienceSearch search) {
        this.search = search;
    }

    /** Spelling of a facet value in the index. */
    public record SpelledTerm(String value, String spelling) {

        /** Parses a facet value and its spelling from an indexed term. */
        public static SpelledTerm of(String term) {
            int end = term.indexOf(END);
            return new SpelledTerm(term.substring(0, end), term.substring(end + 1));
        }
    }

    /** Returns the most frequent spelling of each facet value. Values without any record are omitted. */
    public Map<String, String> of(RecordKind kind, TermField field, Collection<String> values) {
        String spelled = ClusterFields.name(FieldNames.spelling(kind, field));
        Map<String, String> spellings = new HashMap<>();
        List<String> all = List.copyOf(values);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<String> some = all.subList(from, Math.min(all.size(), from + BATCH));
            // If one value has very many spellings, the response may lack all spellings of another value. Such a value
            // is requested again separately.
            for (String missing : add(spelled, some, spellings)) {
                add(spelled, List.of(missing), spellings);
            }
        }
        return spellings;
    }

    /** Adds the spellings of the given values. Returns the values for which the response contains no spelling. */
    private Set<String> add(String field, List<String> values, Map<String, String> spellings) {
        Map<String, Object> counts = new LinkedHashMap<>();
        List<List<String>> groups = groups(values);
        for (List<String> group : groups) {
            Map<String, Object> terms = new LinkedHashMap<>();
            terms.put("field", field);
            terms.put("include", expression(group));
            terms.put("size", AudienceSearch.MAX_EXACT_VALUES);
            terms.put("shard_size", AudienceSearch.MAX_EXACT_VALUES);
            terms.put("order", List.of(Map.of("_count", "desc"), Map.of("_key", "desc")));
            counts.put(Integer.toString(counts.size()), Map.of("terms", terms));
        }
        List<Object> having = new ArrayList<>();
        values.forEach(value -> having.add(Map.of("prefix", Map.of(field, value + END))));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Map.of("bool", Map.of("should", having)));
        body.put("size", 0);
        body.put("aggs", counts);
        Set<String> missing = new HashSet<>();
        JsonNode answer = search.ask(body, false).path("aggregations");
        int group = 0;
        for (List<String> some : groups) {
            JsonNode counted = answer.path(Integer.toString(group++));
            for (JsonNode bucket : counted.path("buckets")) {
                SpelledTerm most = SpelledTerm.of(bucket.path("key").asText());
                spellings.putIfAbsent(most.value(), most.spelling());
            }
            if (some.size() > 1 && counted.path("sum_other_doc_count").longValue() > 0) {
                some.stream().filter(value -> !spellings.containsKey(value)).forEach(missing::add);
            }
        }
        return missing;
    }

    private static List<List<String>> groups(List<String> values) {
        List<List<String>> groups = new ArrayList<>();
        int length = MAX_EXPRESSION_LENGTH;
        for (String value : values) {
            if (length + value.length() > MAX_EXPRESSION_LENGTH) {
                groups.add(new ArrayList<>());
                length = 0;
            }
            groups.get(groups.size() - 1).add(value);
            length += value.length();
        }
        return groups;
    }

    /** Returns a regular expression that matches only the spellings of the given values. */
    private static String expression(List<String> values) {
        StringBuilder expression = new StringBuilder();
        for (String value : values) {
            expression.append(expression.isEmpty() ? '(' : '|').append(literal(value));
        }
        return expression.append(')').append(END).append(".*").toString();
    }

    /** Returns a regular expression that matches only the given string. */
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
