package org.offprint.imports.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Identifiers of articles other than DOIs: their keys, and what their types tell. */
public final class ArticleIdentifiers {

    /** Identifiers that no two articles have, whoever published them. */
    private static final Set<String> UNIQUE = Set.of("pmid", "pmcid", "mid", "arxiv", "ark", "handle", "hdl", "urn");

    /** Identifiers that all parts of one book or series have. */
    private static final Set<String> OF_MANY = Set.of("isbn", "issn");

    private ArticleIdentifiers() {}

    /** Returns what others call an article: type and value of each of its identifiers. */
    public static List<String> identifiers(JsonNode body) {
        List<String> identifiers = new ArrayList<>();
        for (JsonNode identifier : body.path("identifiers")) {
            String type = identifier.path("type").asText("");
            String value = identifier.path("value").asText("");
            if (!type.isEmpty() && !value.isEmpty()) {
                identifiers.add(identifier(type, value));
            }
        }
        return identifiers;
    }

    private static String identifier(String type, String value) {
        return type + " " + value;
    }

    /** Returns whether it is the only article with such an identifier, whoever published it. */
    public static boolean isUnique(String type) {
        return UNIQUE.contains(type) || type.startsWith("doi-");
    }

    /** Returns whether it tells nothing of which article it is. */
    public static boolean isOfMany(String type) {
        return OF_MANY.contains(type);
    }
}
