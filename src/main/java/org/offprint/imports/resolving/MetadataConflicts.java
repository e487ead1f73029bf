package org.offprint.imports.resolving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Objects;
import org.offprint.imports.batch.RecordImport;
import org.offprint.json.SortKey;
import org.offprint.record.IssueBody;
import org.offprint.record.JournalBody;

/** What a record says of the journal or the issue that it is in, and the one that is here does not: told, for that stays as it is. */
public final class MetadataConflicts {

    private MetadataConflicts() {}

    public static void tell(RecordImport entry, JsonNode named, JournalBody held) {
        tell(entry, "journal/title", named.path("title"), held.title());
        tell(entry, "journal/subtitle", named.path("subtitle"), held.subtitle());
        tell(entry, "journal/abbreviation", named.path("abbreviation"), held.abbreviation());
        tell(entry, "journal/publisher", named.path("publisher"), held.publisher());
        tell(entry, "journal/publisherPlace", named.path("publisherPlace"), held.publisherPlace());
        for (JsonNode issn : named.path("issns")) {
            String value = (issn.isTextual() ? issn : issn.path("value")).asText("");
            boolean isThere = held.issns().stream()
                    .anyMatch(other -> other.value().toString().equals(value));
            if (!isThere && !value.isBlank()) {
                String type = issn.path("type").asText("");
                entry.leaveOut("journal/issns", TextNode.valueOf(type.isEmpty() ? value : value + " (" + type + ")"));
            }
        }
    }

    public static void tell(RecordImport entry, JsonNode named, IssueBody held) {
        tell(entry, "issue/title", named.path("title"), held.title());
        tell(entry, "issue/year", named.path("year"), Objects.toString(held.year(), null));
        tell(entry, "issue/description", named.path("description"), held.description());
        tell(entry, "issue/coverUrl", named.path("coverUrl"), Objects.toString(held.coverUrl(), null));
        tell(entry, "issue/doi", named.path("doi"), Objects.toString(held.doi(), null));
        String day = Objects.toString(held.publishedOn(), "");
        // A year or a month of the day that is known says no other one.
        if (!day.startsWith(named.path("publishedOn").asText(""))) {
            tell(entry, "issue/publishedOn", named.path("publishedOn"), day);
        }
    }

    /** Letters of the other case, accents and blanks make no other title. */
    private static void tell(RecordImport entry, String where, JsonNode named, String held) {
        String said = named.asText("").strip();
        boolean isSame = held != null && SortKey.of(said).equals(SortKey.of(held));
        if (named.isValueNode() && !said.isEmpty() && !isSame && !named.isNull()) {
            String here = held == null || held.isEmpty() ? "" : " (here: " + held + ")";
            entry.leaveOut(where, TextNode.valueOf(said + here));
        }
    }
}
