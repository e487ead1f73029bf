package org.offprint.imports.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.imports.keys.ArticleIdentifiers;

/**
 * Detects records of a batch that may be equal, by the same values as lookups. Different records may also be detected
 * as equal.
 */
final class DistinctRecords {

    private static final String WITH_DOI = " (with a DOI)";

    private final Set<String> names = new HashSet<>();

    /** Adds a record. Returns false if the record may be the same as a record that was added before. */
    boolean add(ImportRecord record) {
        if (record == null || record.body() == null) {
            return true;
        }
        List<String> own = new ArrayList<>();
        for (String name : List.of("id", "doi", "ror", "slug")) {
            String value = value(record.body(), name);
            if (!value.isEmpty()) {
                own.add(record.kind() + " " + value.replaceFirst("^(https?://(dx\\.)?(doi|ror)\\.org/|doi:\\s*)", ""));
            }
        }
        boolean isNew = own.stream().noneMatch(names::contains);
        names.addAll(own);
        return addIdentifiers(record.body()) && isNew;
    }

    /**
     * Adds the identifiers of an article. Two articles with different DOIs are different even if they share a publisher
     * identifier.
     */
    private boolean addIdentifiers(JsonNode body) {
        boolean isNew = true;
        List<String> own = new ArrayList<>();
        boolean hasDoi = !value(body, "doi").isEmpty();
        for (String identifier : ArticleIdentifiers.identifiers(body)) {
            String type = identifier.substring(0, identifier.indexOf(' '));
            if (ArticleIdentifiers.isShared(type)) {
                continue;
            }
            boolean isUnique = ArticleIdentifiers.isUnique(type);
            String name = isUnique ? identifier : identifier + " " + body.path("journal");
            boolean isAnother = hasDoi && !isUnique;
            isNew &= !names.contains(name) && (isAnother || !names.contains(name + WITH_DOI));
            own.add(isAnother ? name + WITH_DOI : name);
        }
        names.addAll(own);
        return isNew;
    }

    private static String value(JsonNode body, String name) {
        return body.path(name).asText("").strip().toLowerCase(Locale.ROOT);
    }
}
