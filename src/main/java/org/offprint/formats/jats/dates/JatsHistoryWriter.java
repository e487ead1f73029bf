package org.offprint.formats.jats.dates;

import java.util.Arrays;
import org.offprint.articles.Retraction;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.identifiers.PartialDate;
import org.offprint.json.Vocabulary;
import org.offprint.record.ArticleBody;
import org.offprint.record.Dates;

/** When an article was received, accepted and published, and what became of it since. */
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
        date(xml, "pub-date", published, "date-type", "pub", "publication-format", "electronic");
        PartialDate ofIssue = record.issue().publishedOn();
        Integer year = record.issue().year();
        if (ofIssue == null && year != null) {
            ofIssue = new PartialDate(year.toString());
        }
        if (ofIssue != null) {
            date(xml, "pub-date", ofIssue, "date-type", "collection");
        }
    }

    public void before() {
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

    /** Writes the events after publication; the notice is among the related articles. */
    public void retraction() {
        Retraction retraction = record.article().retraction();
        if (retraction == null) {
            return;
        }
        String kind = Vocabulary.termOf(retraction.kind());
        xml.open("pub-history").open("event", "event-type", kind);
        xml.element("event-desc", retraction.reason());
        date(xml, "date", retraction.date(), "date-type", kind);
        xml.close().close();
    }

    /**
     * Writes a date as this element with these attributes: its parts, and whole in {@code iso-8601-date}; nothing where it
     * is null.
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
