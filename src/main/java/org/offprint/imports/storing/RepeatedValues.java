package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offprint.imports.batch.RecordImport;
import org.offprint.kernel.record.rules.RepetitionRules;

/**
 * Removes and reports values of an article that are repeated or reversed. The API would reject such values from an
 * editor. The first value stays, so that the record can still be imported.
 */
final class RepeatedValues {

    private RepeatedValues() {}

    static void removeAndReport(RecordImport record) {
        ObjectNode body = record.body();
        orcids(record, body.path("contributors"));
        keywords(record, body, "");
        body.path("translations")
                .properties()
                .forEach(translation ->
                        keywords(record, translation.getValue(), "translations/" + translation.getKey() + "/"));
        JsonNode last = body.path("pages").path("last");
        if (RepetitionRules.isBackwards(body.path("pages").path("first").textValue(), last.textValue())) {
            ((ObjectNode) body.get("pages")).remove("last");
            record.reportUnplaced("pages/last", last);
        }
    }

    private static void orcids(RecordImport record, JsonNode contributors) {
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < contributors.size(); i++) {
            JsonNode orcid = contributors.get(i).path("orcid");
            if (orcid.isTextual()) {
                String name = RepetitionRules.nameKey(
                        contributors.get(i).path("family").textValue());
                // Keeps only the 16 characters of an ORCID iD, which can be in any format.
                String digits = orcid.textValue().toUpperCase(Locale.ROOT).replaceAll("[^0-9X]", "");
                if (!seen.merge(digits, name, (first, later) -> first).equals(name)) {
                    ((ObjectNode) contributors.get(i)).remove("orcid");
                    record.reportUnplaced("contributors/" + i + "/orcid", orcid);
                }
            }
        }
    }

    private static void keywords(RecordImport record, JsonNode text, String where) {
        if (!(text.path("keywords") instanceof ArrayNode keywords)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        ArrayNode kept = keywords.arrayNode();
        for (int i = 0; i < keywords.size(); i++) {
            JsonNode keyword = keywords.get(i);
            if (!keyword.isTextual() || seen.add(RepetitionRules.spelling(keyword.textValue()))) {
                kept.add(keyword);
            } else {
                record.reportUnplaced(where + "keywords/" + i, keyword);
            }
        }
        if (kept.size() < keywords.size()) {
            ((ObjectNode) text).set("keywords", kept);
        }
    }
}
