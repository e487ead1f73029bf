package org.offprint.formats.crossref.writing;

import java.util.List;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.identifiers.LanguageTag;
import org.offprint.identifiers.PartialDate;
import org.offprint.issues.IssueRef;
import org.offprint.record.IssnType;

/** The journal and the issue of a deposit, and dates. */
public final class CrossrefJournalWriter {

    private CrossrefJournalWriter() {}

    private static final int LONGEST_CODEN = 6;

    public static void write(XmlWriter xml, PublishedRecord record) {
        journal(xml, record);
        issue(xml, record);
    }

    private static void journal(XmlWriter xml, PublishedRecord record) {
        LanguageTag language = record.journal().language();
        xml.open("journal_metadata", "language", language == null ? null : language(language));
        xml.element("full_title", CrossrefLimits.cut(record.journal().title(), 255));
        xml.element("abbrev_title", CrossrefLimits.cut(record.journal().abbreviation(), 150));
        for (IssnType type : List.of(IssnType.PRINT, IssnType.ELECTRONIC)) {
            if (record.issn(type) != null) {
                xml.element(
                        "issn",
                        record.issn(type).value(),
                        "media_type",
                        type == IssnType.PRINT ? "print" : "electronic");
            }
        }
        String coden = record.journal().identifier("coden");
        xml.element("coden", coden == null || coden.length() > LONGEST_CODEN ? null : coden);
        xml.close();
    }

    private static void issue(XmlWriter xml, PublishedRecord record) {
        IssueRef issue = record.issue();
        if (issue.volume() == null && issue.number() == null) {
            return;
        }
        xml.open("journal_issue");
        if (issue.title() != null) {
            xml.open("titles");
            xml.element("title", issue.title());
            xml.close();
        }
        date(xml, "publication_date", medium(record), issueDate(record));
        if (issue.volume() != null) {
            xml.open("journal_volume");
            xml.element("volume", CrossrefLimits.cut(issue.volume(), 32));
            xml.close();
        }
        xml.element("issue", CrossrefLimits.cut(issue.number(), 32));
        if (CrossrefLimits.takes(issue.doi())) {
            xml.open("doi_data");
            xml.element("doi", issue.doi().value());
            xml.element("resource", record.url("/journals/" + record.journal().slug() + "/issues/" + issue.id()));
            xml.close();
        }
        xml.close();
    }

    private static PartialDate issueDate(PublishedRecord record) {
        IssueRef issue = record.issue();
        if (issue.publishedOn() != null) {
            return issue.publishedOn();
        }
        return issue.year() == null ? record.published() : PartialDate.parse(Integer.toString(issue.year()));
    }

    public static void date(XmlWriter xml, String element, String mediaType, PartialDate date) {
        if (date != null) {
            xml.open(element, "media_type", mediaType);
            xml.element("month", date.month() == null ? null : String.format("%02d", date.month()));
            xml.element("day", date.day() == null ? null : String.format("%02d", date.day()));
            xml.element("year", Integer.toString(date.year()));
            xml.close();
        }
    }

    /** Returns the medium: online, but print for a journal without an electronic ISSN. */
    public static String medium(PublishedRecord record) {
        return record.issn(IssnType.ELECTRONIC) == null ? "print" : "online";
    }

    /** ISO 639-1 where the language has such a code; the schema has no place for others of BCP 47. */
    public static String language(LanguageTag language) {
        return language.language().length() == 2 ? language.language() : null;
    }
}
