package org.offprint.formats.writing;

import java.util.ArrayList;
import java.util.List;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.record.IssnType;

/**
 * Collects findings for all data that a format requires and a record does not contain. Each finding has a pointer into
 * the article.
 */
public final class Requirements {

    private final PublishedRecord record;
    private final List<Finding> missing = new ArrayList<>();

    private Requirements(PublishedRecord record) {
        this.record = record;
    }

    /** Returns a collector of missing data for the given record. */
    public static Requirements of(PublishedRecord record) {
        return new Requirements(record);
    }

    /** Adds a requirement, and adds a finding with the given message if the requirement is not met. */
    public Requirements require(boolean holds, String pointer, String code, String message) {
        if (!holds) {
            missing.add(Finding.at(pointer, code, message));
        }
        return this;
    }

    /** Requires a DOI. */
    public Requirements doi() {
        return require(record.doi() != null, "/doi", "doi-missing", "A DOI is required for this format.");
    }

    /** Requires a title. */
    public Requirements title() {
        return require(!record.title().isBlank(), "/title", "title-missing", "A title is required for this format.");
    }

    /** Requires at least one author. */
    public Requirements author() {
        return require(
                !record.authors().isEmpty(),
                "/contributors",
                "author-missing",
                "At least one author is required for this format.");
    }

    /**
     * Requires a print or electronic ISSN of the journal. The linking ISSN does not count, because the linking ISSN is
     * not a separate ISSN.
     */
    public Requirements issn() {
        return require(
                record.issn(IssnType.PRINT) != null || record.issn(IssnType.ELECTRONIC) != null,
                "/journal/issns",
                "issn-missing",
                "A print or electronic ISSN is required for this format. Add it to the journal.");
    }

    /** Requires the publisher of the journal. */
    public Requirements publisher() {
        String publisher = record.journal().publisher();
        return require(
                publisher != null && !publisher.isBlank(),
                "/journal/publisher",
                "publisher-missing",
                "The publisher of the journal is required for this format. Add it to the journal.");
    }

    /** Requires a publication date. */
    public Requirements published() {
        return require(
                record.published() != null,
                "/dates/published",
                "date-missing",
                "A publication date is required for this format.");
    }

    /** Returns the findings for all requirements that are not met. */
    public List<Finding> missing() {
        return List.copyOf(missing);
    }
}
