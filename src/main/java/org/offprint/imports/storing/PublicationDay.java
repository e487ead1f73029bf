package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.offprint.imports.batch.RecordImport;
import org.offprint.journal.publishing.PublicationInput;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.identifiers.PartialDate;

/**
 * Determines the publication date of an article whose record does not state it. The date of the article's issue is
 * used, because the import date would be wrong. If the issue has no date, the import date is used. The substitute date
 * is reported.
 */
final class PublicationDay {

    private PublicationDay() {}

    /**
     * Returns the publication settings of an article with the best known publication date. The reference to the issue
     * must not be resolved yet.
     *
     * @param how publication settings; null if the article is not to be published
     * @param isHeld whether the article already exists with a publication date
     */
    static PublicationInput withDate(RecordImport record, PublicationInput how, boolean isHeld) {
        boolean isNamed = isHeld || record.body().path("dates").hasNonNull("published");
        if (how == null || how.at() != null || how.publishedOn() != null || isNamed) {
            return how;
        }
        PartialDate day = ofIssue(record.body().path("issue"));
        String taken = day == null ? "the day of the import" : "the date of the issue, " + day + ",";
        record.reportUnplaced(
                "dates/published", TextNode.valueOf("The source has no publication date; " + taken + " is used."));
        return day == null ? how : new PublicationInput(day, null, how.kind(), how.note(), how.revision());
    }

    /** Returns the publication date or year of an issue, or null if the issue has no valid date. */
    private static PartialDate ofIssue(JsonNode issue) {
        String said = issue.hasNonNull("publishedOn")
                ? issue.get("publishedOn").asText()
                : issue.path("year").asText("");
        try {
            return said.isBlank() ? null : PartialDate.parse(said);
        } catch (InvalidValueException e) {
            // An invalid date is reported when the issue is read.
            return null;
        }
    }
}
