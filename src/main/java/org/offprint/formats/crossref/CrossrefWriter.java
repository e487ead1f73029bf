package org.offprint.formats.crossref;

import java.util.List;
import java.util.Map;
import org.offprint.formats.crossref.writing.CrossrefCitationsWriter;
import org.offprint.formats.crossref.writing.CrossrefContributorsWriter;
import org.offprint.formats.crossref.writing.CrossrefDepositor;
import org.offprint.formats.crossref.writing.CrossrefEnvelope;
import org.offprint.formats.crossref.writing.CrossrefJournalWriter;
import org.offprint.formats.crossref.writing.CrossrefLimits;
import org.offprint.formats.crossref.writing.CrossrefParts;
import org.offprint.formats.crossref.writing.CrossrefProgramsWriter;
import org.offprint.formats.crossref.writing.CrossrefResourcesWriter;
import org.offprint.formats.crossref.writing.CrossrefReviewWriter;
import org.offprint.formats.crossref.writing.CrossrefTextsWriter;
import org.offprint.formats.crossref.writing.DepositPart;
import org.offprint.formats.crossref.writing.SentParts;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.Requirements;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.ArticleBody.Pages;

/**
 * Writes articles in Crossref's deposit schema 5.4.0, one {@code journal} or {@code peer_review} element per article.
 * Elements are in schema order.
 */
public final class CrossrefWriter implements RecordWriter {

    private final CrossrefDepositor depositor;
    private final CrossrefProgramsWriter programs;

    public CrossrefWriter(CrossrefDepositor depositor) {
        this.depositor = depositor;
        programs = new CrossrefProgramsWriter(depositor.crossmarkPolicy());
    }

    @Override
    public List<Finding> missing(PublishedRecord record) {
        return CrossrefReviewWriter.isReview(record)
                ? CrossrefReviewWriter.require(record, required(record, Requirements.of(record)))
                        .missing()
                : missing(record, null);
    }

    /**
     * Returns the values that a Crossref deposit requires but the article lacks. A journal that has a DOI does not
     * require an ISSN.
     */
    List<Finding> missing(PublishedRecord record, Doi title) {
        Requirements requirements = Requirements.of(record);
        if (title == null) {
            requirements.issn();
        }
        return required(record, requirements)
                .require(
                        depositor.crossmarkPolicy() != null
                                || CrossrefProgramsWriter.updates(record).isEmpty(),
                        "/relations",
                        "crossmark-policy-missing",
                        "The deposit of a notice requires the DOI of a Crossmark policy page. Set"
                                + " `crossmarkPolicy` of the registration account or the service setting"
                                + " offprint.crossref.crossmark-policy.")
                .missing();
    }

    private Requirements required(PublishedRecord record, Requirements requirements) {
        return requirements
                .require(
                        depositor.isNamed(),
                        "",
                        "depositor-missing",
                        "The settings offprint.crossref.depositor-name and offprint.crossref.depositor-email are"
                                + " required. Ask the operator of the service to set them.")
                .doi()
                .require(
                        record.doi() == null || CrossrefLimits.accepts(record.doi()),
                        "/doi",
                        "doi-not-at-crossref",
                        CrossrefLimits.DOI_NOT_ACCEPTED)
                .title()
                .published();
    }

    @Override
    public Envelope envelope() {
        return new CrossrefEnvelope(depositor);
    }

    @Override
    public String write(PublishedRecord record) {
        XmlWriter xml = new XmlWriter();
        if (CrossrefReviewWriter.isReview(record)) {
            new CrossrefReviewWriter(programs).write(xml, record);
            return xml.toString();
        }
        xml.open("journal");
        CrossrefJournalWriter.write(xml, record, null);
        article(xml, record, record.doi(), record.landingPage(), SentParts.ALL);
        return xml.close().toString();
    }

    /**
     * Writes the {@code journal_article} element of a Crossref deposit.
     *
     * @param doi the DOI that the deposit registers: the current DOI or a former DOI of the article
     * @param page URL that the DOI resolves to
     */
    void article(XmlWriter xml, PublishedRecord record, Doi doi, String page, SentParts parts) {
        xml.open(
                "journal_article",
                "publication_type",
                "full_text",
                "language",
                CrossrefJournalWriter.language(record.body().language()));
        CrossrefTextsWriter.titles(xml, record);
        CrossrefContributorsWriter.write(xml, record);
        CrossrefTextsWriter.abstracts(xml, record);
        published(xml, record);
        CrossrefJournalWriter.date(
                xml,
                "acceptance_date",
                CrossrefJournalWriter.medium(record.journal()),
                record.body().dates().accepted());
        place(xml, record);
        programs.write(xml, record, parts);
        CrossrefResourcesWriter.write(xml, record, doi, page, parts);
        CrossrefCitationsWriter.write(xml, record.body().references(), parts);
        xml.close();
    }

    /** Returns the hashes of the deposit parts of an article, keyed by part. */
    Map<DepositPart, String> parts(PublishedRecord record) {
        return CrossrefParts.of(record, programs);
    }

    /** Writes the publication dates. The online date and the print date are written separately if both are known. */
    private static void published(XmlWriter xml, PublishedRecord record) {
        PartialDate published = record.published();
        PartialDate online = record.body().dates().publishedOnline();
        PartialDate print = record.body().dates().publishedPrint();
        if (!published.equals(online) && !published.equals(print)) {
            CrossrefJournalWriter.date(
                    xml, "publication_date", CrossrefJournalWriter.medium(record.journal()), published);
        }
        CrossrefJournalWriter.date(xml, "publication_date", "online", online);
        CrossrefJournalWriter.date(xml, "publication_date", "print", print);
    }

    private static void place(XmlWriter xml, PublishedRecord record) {
        Pages pages = record.body().pages();
        if (pages != null) {
            xml.open("pages");
            xml.element("first_page", CrossrefLimits.cut(pages.first(), 32));
            xml.element("last_page", CrossrefLimits.cut(pages.last(), 32));
            xml.close();
        }
        String pmid = record.identifier("pmid");
        String number = record.body().articleNumber();
        if (number != null || pmid != null) {
            xml.open("publisher_item");
            xml.element("item_number", CrossrefLimits.cut(number, 32), "item_number_type", "article_number");
            xml.element("identifier", CrossrefLimits.cut(pmid, 255), "id_type", "pmid");
            xml.close();
        }
    }
}
