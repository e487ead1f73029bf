package org.offprint.formats.writing;

import java.util.ArrayList;
import java.util.List;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.record.IssnType;

/**
 * Collects findings for the values that an export format requires but an article lacks. Each finding has a JSON Pointer
 * into the article.
 */
public final class Requirements {

    private final PublishedRecord record;
    private final List<Finding> missing = new ArrayList<>();

    private Requirements(PublishedRecord record) {
        this.record = record;
    }

    /** Returns a collector of missing values for the given article. */
    public static Requirements of(PublishedRecord record) {
        return new Requirements(record);
    }

    /** Adds a finding with the given message if the requirement is not met. */
    public Requirements require(boolean holds, String pointer, String code, String message) {
        if (!holds) {
            missing.add(Finding.at(pointer, code, message));
        }
        return this;
    }

    /** Adds a finding if the article has no DOI. */
    public Requirements doi() {
        return require(record.doi() != null, "/doi", "doi-missing", "A DOI is required for this format.");
    }

    /** Adds a finding if the article has no title. */
    public Requirements title() {
        return require(!record.title().isBlank(), "/title", "title-missing", "A title is required for this format.");
    }

    /** Adds a finding if the article has no author. */
    public Requirements author() {
        return require(
                !record.authors().isEmpty(),
                "/contributors",
                "author-missing",
                "At least one author is required for this format.");
    }

    /**
     * Adds a finding if the journal has neither a print ISSN nor an electronic ISSN. A linking ISSN is not sufficient,
     * because it only repeats the print or electronic ISSN.
     */
    public Requirements issn() {
        return require(
                record.issn(IssnType.PRINT) != null || record.issn(IssnType.ELECTRONIC) != null,
                "/journal/issns",
                "issn-missing",
                "A print or electronic ISSN is required for this format. Add it to the journal.");
    }

    /** Adds a finding if the journal has no publisher. */
    public Requirements publisher() {
        String publisher = record.journal().publisher();
        return require(
                publisher != null && !publisher.isBlank(),
                "/journal/publisher",
                "publisher-missing",
                "The publisher of the journal is required for this format. Add it to the journal.");
    }

    /** Adds a finding if the article has no publication date. */
    public Requirements published() {
        return require(
                record.published() != null,
                "/dates/published",
                "date-missing",
                "A publication date is required for this format.");
    }

    /** Returns the findings for all unmet requirements. */
    public List<Finding> missing() {
        return List.copyOf(missing);
    }
}
