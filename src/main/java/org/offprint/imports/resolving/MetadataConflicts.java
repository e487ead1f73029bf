package org.offprint.imports.resolving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.batch.ResolvedJournals;
import org.offprint.kernel.json.SortKey;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.JournalBody.JournalIdentifier;

/** Reports data of an imported record that conflicts with an existing journal or issue, which is not changed. */
public final class MetadataConflicts {

    private MetadataConflicts() {}

    /** Reports conflicts with an existing journal. Each conflict is reported once per import. */
    public static void report(RecordImport record, JsonNode named, UUID id, Batch batch) {
        ResolvedJournals journals = batch.resolved.journals;
        JournalBody held = journals.get(id);
        BiConsumer<String, String> report = (where, value) -> {
            if (batch.isNewConflict(id, where, value)) {
                record.reportUnplaced(where, TextNode.valueOf(value));
            }
        };
        report(report, "journal/title", named.path("title"), held.title());
        report(report, "journal/subtitle", named.path("subtitle"), held.subtitle());
        report(report, "journal/abbreviation", named.path("abbreviation"), held.abbreviation());
        report(report, "journal/publisher", named.path("publisher"), held.publisher());
        report(report, "journal/publisherPlace", named.path("publisherPlace"), held.publisherPlace());
        for (JsonNode identifier : named.path("identifiers")) {
            String type = identifier.path("type").asText("");
            String value = identifier.path("value").asText("");
            // In exports, the publisher id of a journal is its slug.
            boolean isSlug = type.equals("publisher-id") && journals.hasSlug(id, value);
            if (!isSlug && !held.identifiers().contains(new JournalIdentifier(type, value))) {
                report.accept("journal/identifiers", type + " " + value);
            }
        }
        for (JsonNode issn : named.path("issns")) {
            String value = (issn.isTextual() ? issn : issn.path("value")).asText("");
            boolean isThere = held.issns().stream()
                    .anyMatch(other -> other.value().toString().equals(value));
            if (!isThere && !value.isBlank()) {
                String type = issn.path("type").asText("");
                report.accept("journal/issns", type.isEmpty() ? value : value + " (" + type + ")");
            }
        }
    }

    /** Reports conflicts with an existing issue. */
    public static void report(RecordImport record, JsonNode named, IssueBody held) {
        BiConsumer<String, String> report = (where, value) -> record.reportUnplaced(where, TextNode.valueOf(value));
        report(report, "issue/title", named.path("title"), held.title());
        report(report, "issue/year", named.path("year"), Objects.toString(held.year(), null));
        report(report, "issue/description", named.path("description"), held.description());
        report(report, "issue/coverUrl", named.path("coverUrl"), Objects.toString(held.coverUrl(), null));
        report(report, "issue/doi", named.path("doi"), Objects.toString(held.doi(), null));
        String day = Objects.toString(held.publishedOn(), "");
        // A year or month that contains the stored day is not a conflict.
        if (!day.startsWith(named.path("publishedOn").asText(""))) {
            report(report, "issue/publishedOn", named.path("publishedOn"), day);
        }
    }

    /** Reports a value that conflicts with the stored value. Differences in case, accents and spaces are ignored. */
    private static void report(BiConsumer<String, String> report, String where, JsonNode named, String held) {
        String said = named.asText("").strip();
        boolean isSame = held != null && SortKey.of(said).equals(SortKey.of(held));
        if (named.isValueNode() && !said.isEmpty() && !isSame && !named.isNull()) {
            String here = held == null || held.isEmpty() ? "" : " (here: " + held + ")";
            report.accept(where, said + here);
        }
    }
}
