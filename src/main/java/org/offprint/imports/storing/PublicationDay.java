package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.offprint.imports.batch.RecordImport;
import org.offprint.journal.publishing.PublicationInput;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.PartialDate;

/**
 * The day of publication of an article whose source names none. It did not appear on the day of its import: what the
 * source says of its issue comes nearest, and where it says nothing either, that is told.
 */
final class PublicationDay {

    private PublicationDay() {}

    /**
     * Returns the publication with its day as far as it is known; the issue must not be resolved yet.
     *
     * @param how null where it is not to be published
     * @param isHeld whether the article is here already, and has a day
     */
    static PublicationInput settle(RecordImport record, PublicationInput how, boolean isHeld) {
        boolean isNamed = isHeld || record.body().path("dates").hasNonNull("published");
        if (how == null || how.at() != null || how.publishedOn() != null || isNamed) {
            return how;
        }
        PartialDate day = ofIssue(record.body().path("issue"));
        String taken = day == null ? "the day of the import" : "that of the issue, " + day + ",";
        record.reportUnplaced("dates/published", TextNode.valueOf("The source names none; " + taken + " is taken."));
        return day == null ? how : new PublicationInput(day, null, how.kind(), how.note(), how.revision());
    }

    /** Null where it says nothing that can be read. */
    private static PartialDate ofIssue(JsonNode issue) {
        String said = issue.hasNonNull("publishedOn")
                ? issue.get("publishedOn").asText()
                : issue.path("year").asText("");
        try {
            return said.isBlank() ? null : PartialDate.parse(said);
        } catch (InvalidValueException e) {
            // It is told where the issue is read.
            return null;
        }
    }
}
