package org.offprint.formats.ris;

import java.util.List;
import java.util.Locale;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.Requirements;
import org.offprint.formats.writing.SingleLine;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.ArticleBody.Pages;

/**
 * Writes articles as RIS, the format of reference managers. Each line consists of a two-letter tag and a value. The tag
 * {@code ER} ends the record.
 */
public final class RisWriter implements RecordWriter {

    @Override
    public List<Finding> missing(PublishedRecord record) {
        return Requirements.of(record).title().missing();
    }

    @Override
    public String write(PublishedRecord record) {
        StringBuilder ris = new StringBuilder();
        line(ris, "TY", "JOUR");
        line(ris, "ID", record.article().slug());
        line(ris, "TI", record.citedTitle());
        line(ris, "ST", record.body().runningHead());
        record.body().translations().values().forEach(translation -> line(ris, "TT", translation.title()));
        record.authors().forEach(author -> line(ris, "AU", ContributorNames.inverted(author)));
        dates(ris, record.published());
        journal(ris, record);
        pages(ris, record);
        line(ris, "DO", record.doi() == null ? null : record.doi().value());
        line(ris, "UR", record.citedAs());
        record.fullTexts().forEach(file -> line(ris, "L1", record.url(file)));
        line(ris, "LA", record.body().language().value());
        record.body().keywords().forEach(keyword -> line(ris, "KW", keyword));
        line(ris, "AB", record.body().abstractText());
        retraction(ris, record);
        ris.append("ER  - \r\n");
        return ris.toString();
    }

    private static void dates(StringBuilder ris, PartialDate published) {
        if (published != null) {
            line(ris, "PY", Integer.toString(published.year()));
            line(ris, "DA", published.value().replace('-', '/'));
        }
    }

    private static void journal(StringBuilder ris, PublishedRecord record) {
        line(ris, "T2", record.journal().title());
        line(ris, "J2", record.journal().abbreviation());
        record.issns().forEach(issn -> line(ris, "SN", issn.value()));
        line(ris, "VL", record.issue().volume());
        line(ris, "IS", record.issue().number());
        line(ris, "PB", record.journal().publisher());
        line(ris, "CY", record.journal().publisherPlace());
    }

    private static void pages(StringBuilder ris, PublishedRecord record) {
        Pages pages = record.body().pages();
        if (pages != null) {
            line(ris, "SP", pages.first());
            line(ris, "EP", pages.last());
        }
        line(ris, "C7", record.body().articleNumber());
    }

    private static void retraction(StringBuilder ris, PublishedRecord record) {
        if (record.article().retraction() != null) {
            line(ris, "N1", record.article().retraction().reason());
        }
    }

    /**
     * Writes one RIS line. Line breaks in the value are replaced with spaces. Does nothing if the value is null or
     * blank.
     */
    static void line(StringBuilder ris, String tag, String value) {
        if (value != null && !value.isBlank()) {
            ris.append(String.format(Locale.ROOT, "%s  - ", tag))
                    .append(SingleLine.of(value))
                    .append("\r\n");
        }
    }
}
