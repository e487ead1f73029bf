package org.offprint.imports.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.offprint.kernel.json.Text;

/** Keys and properties of article identifiers other than DOIs. */
public final class ArticleIdentifiers {

    /** Types of article identifiers whose values are unique across all publishers. */
    private static final Set<String> UNIQUE = Set.of("pmid", "pmcid", "mid", "arxiv", "ark", "handle", "hdl", "urn");

    /** Types of article identifiers that all parts of a book or series share. */
    private static final Set<String> SHARED = Set.of("isbn", "issn");

    private ArticleIdentifiers() {}

    /** Returns the identifiers of an article, each as its type and value. */
    public static List<String> identifiers(JsonNode body) {
        List<String> identifiers = new ArrayList<>();
        for (JsonNode identifier : body.path("identifiers")) {
            String type = Text.normalized(identifier.path("type").asText(""));
            String value = Text.normalized(identifier.path("value").asText(""));
            if (!type.isEmpty() && !value.isEmpty()) {
                identifiers.add(identifier(type, value));
            }
        }
        return identifiers;
    }

    private static String identifier(String type, String value) {
        return type + " " + value;
    }

    /** Returns whether identifiers of the given type are unique across all publishers. */
    public static boolean isUnique(String type) {
        return UNIQUE.contains(type) || type.startsWith("doi-");
    }

    /**
     * Returns whether many articles share identifiers of the given type, which therefore do not identify an article.
     */
    public static boolean isShared(String type) {
        return SHARED.contains(type);
    }
}
