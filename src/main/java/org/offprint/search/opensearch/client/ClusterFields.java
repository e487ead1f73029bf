package org.offprint.search.opensearch.client;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.Mapping;

/** Names and types of the index fields in an OpenSearch cluster, and the format of the field values. */
public final class ClusterFields {

    /** Separator between a word and its weight, and between the forms of a word. No word contains this character. */
    public static final char SEPARATOR = '|';

    /** Placeholder for any word in a phrase. */
    public static final String ANY_WORD = "\u0003";

    /** Flag of a published record that editors do not see, because a working record replaces it. */
    public static final String COVERED = "hidden";

    /** Flag of a record whose list item, label or other text is too long for a doc-value column. */
    public static final String LONG = "long";

    /** Field with the suggestion weight that results from a record's number of articles ({@code PrefixTerms}). */
    public static final String WORTH = "worth";

    /** Suffix of the name of the field that contains the prefix terms with higher weights. */
    private static final String WEIGHTY = "-weighty";

    /**
     * Fields of documents that are not records: the position in the change log, and values that are still to be
     * counted.
     */
    private static final List<String> NON_RECORD_FIELDS = List.of("store", "position", "stamp", "shards", "values");

    private static final String WEIGHTED = "weighted";
    private static final String PLACED = "placed";

    private ClusterFields() {}

    /**
     * Returns the name of an index field in the cluster. Dots are replaced, because OpenSearch would interpret a name
     * with dots as a path of nested objects.
     */
    public static String name(String field) {
        return field.replace('.', '-');
    }

    /** Returns the name of the field that contains the prefix terms with higher weights. */
    public static String weighty(String suggested) {
        return name(suggested) + WEIGHTY;
    }

    /** Returns whether an index field contains times. */
    public static boolean isTime(String field) {
        return field.contains(".d.");
    }

    /** Returns whether an index field contains bytes that are only compared. */
    public static boolean isOfBytes(String field) {
        return "sorted-term".equals(Mapping.current().form(field));
    }

    /** Returns whether an index field contains bytes that are read back, encoded in base64. */
    public static boolean isBinary(String field) {
        return "binary".equals(Mapping.current().form(field));
    }

    /** Returns whether an index field is stored with the document rather than in a doc-value column. */
    public static boolean isStored(String field) {
        return "stored".equals(Mapping.current().form(field));
    }

    /** Returns whether short values of an index field are read from doc-value columns. */
    public static boolean isSplitByLength(String field) {
        return isStored(field) && !field.equals(FieldNames.OWN) && !field.equals(FieldNames.TALLIED);
    }

    /**
     * Returns a term as a string. Terms that consist of bytes are written in hexadecimal, which preserves their sort
     * order.
     */
    public static String term(String field, BytesRef term) {
        return isOfBytes(field)
                ? HexFormat.of().formatHex(term.bytes, term.offset, term.offset + term.length)
                : term.utf8ToString();
    }

    /** Parses the bytes of a term from the string written by {@link #term}. */
    public static BytesRef bytes(String text) {
        return new BytesRef(HexFormat.of().parseHex(text));
    }

    /** Returns a word with its spaces and separators replaced. */
    public static String word(String term) {
        StringBuilder word = null;
        for (int i = 0; i < term.length(); i++) {
            char c = term.charAt(i);
            if (c == SEPARATOR || Character.isWhitespace(c)) {
                word = word == null ? new StringBuilder(term) : word;
                word.setCharAt(i, '_');
            }
        }
        return word == null ? term : word.toString();
    }

    /** Returns the types of all fields that OpenSearch indexes, by field name in the cluster. */
    public static Map<String, Object> types() {
        Map<String, Object> types = new LinkedHashMap<>();
        Mapping.current().forms().forEach((field, form) -> {
            if (FieldNames.isSuggested(field)) {
                types.put(name(field), Map.of("type", "keyword", "doc_values", false));
                types.put(weighty(field), Map.of("type", "keyword", "doc_values", false));
            } else if (isTime(field)) {
                types.put(name(field), Map.of("type", "date", "format", "strict_date_optional_time"));
            } else if (type(form) != null) {
                types.put(name(field), type(form));
            }
        });
        types.put(COVERED, Map.of("type", "boolean", "doc_values", false));
        types.put(LONG, Map.of("type", "boolean"));
        types.put(WORTH, Map.of("type", "integer", "index", false));
        return types;
    }

    /** Returns the OpenSearch type for a field form, or null if fields of this form are only stored. */
    private static Map<String, Object> type(String form) {
        return switch (form) {
            case "counts" ->
                Map.of(
                        "type", "text",
                        "analyzer", WEIGHTED,
                        "search_analyzer", PLACED,
                        "index_options", "freqs",
                        "similarity", "records");
            case "places" ->
                Map.of("type", "text", "analyzer", PLACED, "index_options", "positions", "position_increment_gap", 100);
            case "set", "term", "sorted", "sorted-term" -> Map.of("type", "keyword");
            case "number", "long" -> Map.of("type", "long");
            case "binary" -> Map.of("type", "binary", "doc_values", true);
            default -> null;
        };
    }

    /**
     * Returns the names of the fields stored with a document. All other fields are indexed, and are read from doc-value
     * columns if needed. To read a single stored field, OpenSearch decompresses all stored fields of the document.
     */
    public static List<String> storedFields() {
        Set<String> kept = new TreeSet<>(List.of(FieldNames.KIND, FieldNames.KEY, FieldNames.ARTICLES));
        kept.addAll(NON_RECORD_FIELDS);
        Mapping.current().forms().keySet().stream()
                .filter(ClusterFields::isStored)
                .map(ClusterFields::name)
                .forEach(kept::add);
        return List.copyOf(kept);
    }

    /** Returns the analysis settings of an index whose texts are already split into words. */
    public static Map<String, Object> analysis() {
        Map<String, Object> analysis = new LinkedHashMap<>();
        analysis.put("tokenizer", Map.of("blanks", Map.of("type", "whitespace", "max_token_length", 65_536)));
        analysis.put(
                "filter",
                Map.of(
                        "weights",
                        Map.of("type", "delimited_term_freq", "delimiter", String.valueOf(SEPARATOR)),
                        "forms",
                        Map.of(
                                "type",
                                "pattern_capture",
                                "preserve_original",
                                false,
                                "patterns",
                                List.of("([^" + SEPARATOR + "]+)")),
                        "any",
                        Map.of("type", "stop", "stopwords", List.of(ANY_WORD))));
        analysis.put(
                "analyzer",
                Map.of(
                        WEIGHTED,
                        Map.of("type", "custom", "tokenizer", "blanks", "filter", List.of("weights")),
                        PLACED,
                        Map.of("type", "custom", "tokenizer", "blanks", "filter", List.of("forms", "any"))));
        return analysis;
    }
}
