package org.offprint.formats.crossref.writing;

import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RelatedWork;
import org.offprint.formats.writing.Requirements;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.RelationType;

/** Writes the {@code peer_review} element of a Crossref deposit, which has no journal. */
public final class CrossrefReviewWriter {

    private final CrossrefProgramsWriter programs;

    public CrossrefReviewWriter(CrossrefProgramsWriter programs) {
        this.programs = programs;
    }

    /** Returns whether an article is deposited as a peer review. */
    public static boolean isReview(PublishedRecord record) {
        return record.body().type() == ArticleType.PEER_REVIEW;
    }

    /** Adds findings for values that the schema requires only in a peer review. */
    public static Requirements require(PublishedRecord record, Requirements requirements) {
        return requirements
                .require(
                        record.published() == null || record.published().isFull(),
                        "/dates/published",
                        "date-incomplete",
                        "The deposit of a peer review requires a publication date with month and day.")
                .require(
                        RelatedWork.of(record).stream().anyMatch(work -> work.type() == RelationType.IS_REVIEW_OF),
                        "/relations",
                        "reviewed-work-missing",
                        "The deposit of a peer review requires the DOI, article id or URL of the reviewed work. Add a"
                                + " relation of the type isReviewOf.");
    }

    /** Writes a peer review with its license and relations. A peer review cannot contain an abstract or references. */
    public void write(XmlWriter xml, PublishedRecord record) {
        xml.open(
                "peer_review",
                "language",
                CrossrefJournalWriter.language(record.body().language()));
        CrossrefContributorsWriter.write(xml, record);
        CrossrefTextsWriter.originalTitle(xml, record);
        CrossrefJournalWriter.date(xml, "review_date", null, record.published());
        xml.element(
                "competing_interest_statement",
                record.body().statements() == null
                        ? null
                        : record.body().statements().conflictOfInterest());
        programs.part(xml, record, DepositPart.LICENSES);
        programs.part(xml, record, DepositPart.RELATIONS);
        CrossrefResourcesWriter.write(xml, record, record.doi(), record.landingPage(), SentParts.ALL);
        xml.close();
    }
}
