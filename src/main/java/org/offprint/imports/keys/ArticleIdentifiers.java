package org.offprint.imports.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.offprint.kernel.json.Text;

/** Keys and properties of article identifiers other than DOIs. */
public final class ArticleIdentifiers {

    /** Identifier types whose values are unique across all publishers. */
    private static final Set<String> UNIQUE = Set.of("pmid", "pmcid", "mid", "arxiv", "ark", "handle", "hdl", "urn");

    /** Identifier types whose values are shared by all parts of a book or series. */
    private static final Set<String> SHARED = Set.of("isbn", "issn");

    private ArticleIdentifiers() {}

    /** Returns the type and value of each identifier of an article. */
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

    /** Returns whether values of this type are unique across all publishers. */
    public static boolean isUnique(String type) {
        return UNIQUE.contains(type) || type.startsWith("doi-");
    }

    /** Returns whether values of this type are shared by many articles and therefore do not identify an article. */
    public static boolean isShared(String type) {
        return SHARED.contains(type);
    }
}
