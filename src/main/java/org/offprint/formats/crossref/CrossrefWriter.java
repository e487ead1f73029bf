package org.offprint.formats.crossref;

import java.util.List;
import org.offprint.formats.crossref.writing.CrossrefCitationsWriter;
import org.offprint.formats.crossref.writing.CrossrefContributorsWriter;
import org.offprint.formats.crossref.writing.CrossrefEnvelope;
import org.offprint.formats.crossref.writing.CrossrefJournalWriter;
import org.offprint.formats.crossref.writing.CrossrefLimits;
import org.offprint.formats.crossref.writing.CrossrefProgramsWriter;
import org.offprint.formats.crossref.writing.CrossrefResourcesWriter;
import org.offprint.formats.crossref.writing.CrossrefTextsWriter;
import org.offprint.formats.crossref.writing.Depositor;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.Requirements;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.http.problem.Finding;
import org.offprint.identifiers.PartialDate;
import org.offprint.record.ArticleBody.Pages;

/** Crossref's deposit schema 5.4.0: one {@code journal} element for each article, in the order of the schema. */
public final class CrossrefWriter implements RecordWriter {

    private final Depositor depositor;
    private final CrossrefProgramsWriter programs;

    public CrossrefWriter(Depositor depositor) {
        this.depositor = depositor;
        programs = new CrossrefProgramsWriter(depositor.crossmarkPolicy());
    }

    @Override
    public List<Finding> missing(PublishedRecord record) {
        return Requirements.of(record)
                .that(
                        depositor.name() != null && depositor.email() != null,
                        "",
                        "depositor-missing",
                        "Whoever runs the service must set offprint.crossref.depositor-name and"
                                + " offprint.crossref.depositor-email.")
                .doi()
                .that(
                        record.doi() == null || CrossrefLimits.takes(record.doi()),
                        "/doi",
                        "doi-not-at-crossref",
                        "Crossref takes no DOI with a divided prefix, or of more than 200 characters after the slash.")
                .issn()
                .title()
                .published()
                .that(
                        depositor.crossmarkPolicy() != null
                                || CrossrefProgramsWriter.updates(record).isEmpty(),
                        "/relations",
                        "crossmark-policy-missing",
                        "A notice tells Crossref what it updates through Crossmark: whoever runs the service must set"
                                + " offprint.crossref.crossmark-policy to the DOI of the policy.")
                .missing();
    }

    @Override
    public Envelope envelope() {
        return new CrossrefEnvelope(depositor);
    }

    @Override
    public String write(PublishedRecord record) {
        XmlWriter xml = new XmlWriter();
        xml.open("journal");
        CrossrefJournalWriter.write(xml, record);
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
                CrossrefJournalWriter.medium(record),
                record.body().dates().accepted());
        place(xml, record);
        programs.write(xml, record);
        CrossrefResourcesWriter.write(xml, record);
        CrossrefCitationsWriter.write(xml, record.body().references());
        xml.close();
        return xml.close().toString();
    }

    /** Each medium that is told apart has its date. */
    private static void published(XmlWriter xml, PublishedRecord record) {
        PartialDate published = record.published();
        PartialDate online = record.body().dates().publishedOnline();
        PartialDate print = record.body().dates().publishedPrint();
        if (!published.equals(online) && !published.equals(print)) {
            CrossrefJournalWriter.date(xml, "publication_date", CrossrefJournalWriter.medium(record), published);
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
