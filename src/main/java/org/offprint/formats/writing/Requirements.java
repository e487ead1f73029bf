package org.offprint.formats.writing;

import java.util.ArrayList;
import java.util.List;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.record.IssnType;

/** Collects what a record lacks for a format: everything at once, each with its place in the article. */
public final class Requirements {

    private final PublishedRecord record;
    private final List<Finding> missing = new ArrayList<>();

    private Requirements(PublishedRecord record) {
        this.record = record;
    }

    /** Returns the requirements of this record. */
    public static Requirements of(PublishedRecord record) {
        return new Requirements(record);
    }

    /** Something that must hold; {@code message} says what is needed otherwise. */
    public Requirements that(boolean holds, String pointer, String code, String message) {
        if (!holds) {
            missing.add(Finding.at(pointer, code, message));
        }
        return this;
    }

    /** A DOI. */
    public Requirements doi() {
        return that(record.doi() != null, "/doi", "doi-missing", "This format needs a DOI.");
    }

    /** A title. */
    public Requirements title() {
        return that(!record.title().isBlank(), "/title", "title-missing", "This format needs a title.");
    }

    /** An author. */
    public Requirements author() {
        return that(
                !record.authors().isEmpty(),
                "/contributors",
                "author-missing",
                "This format needs an author at least.");
    }

    /** A printed or an electronic ISSN of the journal; the linking ISSN is no third one. */
    public Requirements issn() {
        return that(
                record.issn(IssnType.PRINT) != null || record.issn(IssnType.ELECTRONIC) != null,
                "/journal/issns",
                "issn-missing",
                "This format needs the journal's printed or electronic ISSN: add it to the journal.");
    }

    /** The journal's publisher. */
    public Requirements publisher() {
        String publisher = record.journal().publisher();
        return that(
                publisher != null && !publisher.isBlank(),
                "/journal/publisher",
                "publisher-missing",
                "This format needs the journal's publisher: add it to the journal.");
    }

    /** A date of publication. */
    public Requirements published() {
        return that(
                record.published() != null,
                "/dates/published",
                "date-missing",
                "This format needs a date of publication.");
    }

    /** All that is missing. */
    public List<Finding> missing() {
        return List.copyOf(missing);
    }
}
