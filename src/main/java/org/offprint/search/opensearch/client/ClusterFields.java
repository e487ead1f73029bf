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

/** The fields of the index as a cluster has them: their names and types, and how their values are written. */
public final class ClusterFields {

    /** Separates a word from its weight, and the forms of a word from each other; no word has it. */
    public static final char SEPARATOR = '|';

    /** The word in a phrase that stands for any. */
    public static final String ANY_WORD = "\u0003";

    /** The record that is hidden from editors, who have another state of it. */
    public static final String COVERED = "hidden";

    /** Whether an item, a label or a text is too long to be read by columns. */
    public static final String LONG = "long";

    /** The worth of the articles of a suggested record ({@code PrefixTerms}). */
    public static final String WORTH = "worth";

    /** The prefix terms of words that weigh more than others. */
    private static final String WEIGHTY = "-weighty";

    /** Fields of documents that are no records: how far the log was followed, and values that are still to be counted. */
    private static final List<String> OF_FOLLOWING = List.of("store", "position", "stamp", "shards", "values");

    private static final String WEIGHTED = "weighted";
    private static final String PLACED = "placed";

    private ClusterFields() {}

    /** Returns the name of a field: a dot would make an object of it. */
    public static String name(String field) {
        return field.replace('.', '-');
    }

    /** Returns the name of the field for the weighty ones of these prefix terms. */
    public static String weighty(String suggested) {
        return name(suggested) + WEIGHTY;
    }

    /** Reports whether this field holds times. */
    public static boolean isTime(String field) {
        return field.contains(".d.");
    }

    /** Reports whether this field holds bytes that are compared. */
    public static boolean isOfBytes(String field) {
        return "sorted-term".equals(Mapping.present().form(field));
    }

    /** Reports whether this field holds bytes that are read back, in figures of base 64. */
    public static boolean isBinary(String field) {
        return "binary".equals(Mapping.present().form(field));
    }

    /** Reports whether this field is kept with a document, and in no column. */
    public static boolean isKept(String field) {
        return "stored".equals(Mapping.present().form(field));
    }

    /** Reports whether this field holds what is read by columns where it is short. */
    public static boolean isLong(String field) {
        return isKept(field) && !field.equals(FieldNames.OWN) && !field.equals(FieldNames.TALLIED);
    }

    /** Writes a term of a field: bytes in figures that are ordered as the bytes are. */
    public static String term(String field, BytesRef term) {
        return isOfBytes(field)
                ? HexFormat.of().formatHex(term.bytes, term.offset, term.offset + term.length)
                : term.utf8ToString();
    }

    /** Reads bytes that {@link #term} wrote. */
    public static BytesRef bytes(String text) {
        return new BytesRef(HexFormat.of().parseHex(text));
    }

    /** Writes a word so that no blank or separator is within it. */
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

    /** Returns the types of all fields that a cluster indexes, by their names there. */
    public static Map<String, Object> types() {
        Map<String, Object> types = new LinkedHashMap<>();
        Mapping.present().forms().forEach((field, form) -> {
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

    /** Null for what is only kept. */
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
     * Returns the names of the fields that are kept with a document. All others are indexed, and those that are read back are
     * read by columns: a cluster unpacks all that it keeps of a document for any part of it.
     */
    public static List<String> kept() {
        Set<String> kept = new TreeSet<>(List.of(FieldNames.KIND, FieldNames.KEY, FieldNames.ARTICLES));
        kept.addAll(OF_FOLLOWING);
        Mapping.present().forms().keySet().stream()
                .filter(ClusterFields::isKept)
                .map(ClusterFields::name)
                .forEach(kept::add);
        return List.copyOf(kept);
    }

    /** Returns the settings of an index for the analysis of what is cut into words already. */
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
