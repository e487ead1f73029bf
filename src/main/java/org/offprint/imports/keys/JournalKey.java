package org.offprint.imports.keys;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.json.SortKey;

/**
 * Natural key of a journal.
 *
 * @param id id of the journal; null if there is none
 * @param issns valid ISSNs of the journal
 * @param slug slug of the journal; null if there is none
 * @param title normalized title; null if there is none
 */
public record JournalKey(UUID id, List<String> issns, String slug, String title) {

    /**
     * Returns the key of a journal or of a reference to a journal. A reference is an id, an ISSN, a slug, or an object
     * with some of these members.
     */
    public static JournalKey of(JsonNode node) {
        if (node.isTextual()) {
            String text = node.textValue().strip();
            if (Ids.isUuidShaped(text)) {
                return new JournalKey(Ids.parse(text), List.of(), null, null);
            }
            List<String> issns = issn(text);
            return new JournalKey(null, issns, issns.isEmpty() ? text : null, null);
        }
        String id = node.path("id").asText("");
        List<String> issns = new ArrayList<>();
        for (JsonNode issn : node.path("issns")) {
            issns.addAll(issn(
                    issn.isTextual() ? issn.textValue() : issn.path("value").asText("")));
        }
        String slug = node.path("slug").asText("");
        String title = node.path("title").asText("");
        return new JournalKey(
                Ids.isUuidShaped(id) ? Ids.parse(id) : null,
                issns,
                slug.isEmpty() ? null : slug,
                title.isBlank() ? null : SortKey.of(title));
    }

    private static List<String> issn(String text) {
        try {
            return List.of(Issn.parse(text).toString());
        } catch (InvalidValueException e) {
            return List.of();
        }
    }
}
