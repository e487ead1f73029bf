package org.offprint.formats.jats.metadata;

import java.util.Arrays;
import java.util.List;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleBody.PublicationEvent;
import org.offprint.kernel.record.Dates;

/** Writes the history of an article: receipt, acceptance, publication and subsequent events. */
public final class JatsHistoryWriter {

    private final XmlWriter xml;
    private final PublishedRecord record;
    private final ArticleBody body;

    public JatsHistoryWriter(XmlWriter xml, PublishedRecord record) {
        this.xml = xml;
        this.record = record;
        this.body = record.body();
    }

    public void published() {
        PartialDate published = record.published();
        if (published == null) {
            xml.empty("pub-date-not-available");
            return;
        }
        Dates dates = body.dates();
        PartialDate online = dates == null ? null : dates.publishedOnline();
        PartialDate print = dates == null ? null : dates.publishedPrint();
        boolean isToldApart = online != null || print != null;
        if (!isToldApart) {
            date(xml, "pub-date", published, "date-type", "pub", "publication-format", "electronic");
        } else if (!published.equals(online) && !published.equals(print)) {
            date(xml, "pub-date", published, "date-type", "pub");
        }
        date(xml, "pub-date", online, "date-type", "pub", "publication-format", "electronic");
        date(xml, "pub-date", print, "date-type", "pub", "publication-format", "print");
        PartialDate ofIssue = record.issue().publishedOn();
        Integer year = record.issue().year();
        if (ofIssue == null && year != null) {
            ofIssue = new PartialDate(year.toString());
        }
        if (ofIssue != null) {
            date(xml, "pub-date", ofIssue, "date-type", "collection");
        }
    }

    public void submissionHistory() {
        Dates dates = body.dates();
        if (dates == null || dates.received() == null && dates.revised() == null && dates.accepted() == null) {
            return;
        }
        xml.open("history");
        date(xml, "date", dates.received(), "date-type", "received");
        date(xml, "date", dates.revised(), "date-type", "rev-recd");
        date(xml, "date", dates.accepted(), "date-type", "accepted");
        xml.close();
    }

    /**
     * Writes the events after publication, ending with the retraction. The retraction notice is one of the related
     * articles.
     */
    public void events() {
        Retraction retraction = record.article().retraction();
        String kind = retraction == null ? null : Vocabulary.termOf(retraction.kind());
        // A retraction that was imported from JATS is also part of the record's publication history, but must be
        // written only once.
        List<PublicationEvent> events = body.publicationHistory().stream()
                .filter(event ->
                        !event.type().equals(kind) || !retraction.date().equals(event.date()))
                .toList();
        if (events.isEmpty() && retraction == null) {
            return;
        }
        xml.open("pub-history");
        events.forEach(this::event);
        if (retraction != null) {
            xml.open("event", "event-type", kind);
            xml.element("event-desc", retraction.reason());
            date(xml, "date", retraction.date(), "date-type", kind);
            xml.close();
        }
        xml.close();
    }

    private void event(PublicationEvent event) {
        xml.open("event", "event-type", event.type());
        xml.element("event-desc", event.text());
        xml.element("article-id", event.doi() == null ? null : event.doi().value(), "pub-id-type", "doi");
        date(xml, "date", event.date(), "date-type", event.type());
        if (event.url() != null) {
            xml.element(
                    "self-uri",
                    event.url().value(),
                    "xlink:href",
                    event.url().escaped(),
                    "xlink:title",
                    "What this event is about");
        }
        xml.close();
    }

    /**
     * Writes a date as an element with the given attributes. The child elements contain the day, month and year, and
     * {@code iso-8601-date} contains the full date. Does nothing if the date is null.
     */
    private static void date(XmlWriter xml, String element, PartialDate date, String... attributes) {
        if (date == null) {
            return;
        }
        String[] all = Arrays.copyOf(attributes, attributes.length + 2);
        all[attributes.length] = "iso-8601-date";
        all[attributes.length + 1] = date.value();
        xml.open(element, all);
        xml.element("day", date.day() == null ? null : date.day().toString());
        xml.element("month", date.month() == null ? null : date.month().toString());
        xml.element("year", Integer.toString(date.year()));
        xml.close();
    }
}
