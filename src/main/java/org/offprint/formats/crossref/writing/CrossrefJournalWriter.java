package org.offprint.formats.crossref.writing;

import java.util.List;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.journal.issues.IssueRef;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.IssnType;
import org.offprint.kernel.record.JournalBody.JournalIssn;

/** Writes the journal, the issue and the dates of a Crossref deposit. */
public final class CrossrefJournalWriter {

    private CrossrefJournalWriter() {}

    private static final int MAX_CODEN_LENGTH = 6;

    /**
     * DOI with the page that it resolves to.
     *
     * @param page absolute URL of the page
     */
    public record Resource(Doi doi, String page) {}

    /**
     * Writes the journal and the issue of an article. The DOI of the issue is omitted, because the issue is deposited
     * separately and Crossref rejects repeated DOIs in one file.
     *
     * @param title DOI and page that identify a journal without an ISSN; null if the journal has no DOI
     */
    public static void write(XmlWriter xml, PublishedRecord record, Resource title) {
        journal(xml, record.journal(), hasIssn(record.journal()) ? null : title);
        IssueRef issue = record.issue();
        PartialDate date = issueDate(issue);
        issue(xml, record.journal(), issue, date == null ? record.published() : date, null);
    }

    /** Writes the {@code journal_metadata} element, with the journal's own DOI if {@code title} is not null. */
    public static void journal(XmlWriter xml, JournalRef journal, Resource title) {
        LanguageTag language = journal.language();
        xml.open("journal_metadata", "language", language == null ? null : language(language));
        xml.element("full_title", CrossrefLimits.cut(journal.title(), 255));
        xml.element("abbrev_title", CrossrefLimits.cut(journal.abbreviation(), 150));
        for (IssnType type : List.of(IssnType.PRINT, IssnType.ELECTRONIC)) {
            journal.issns().stream()
                    .filter(issn -> issn.type() == type)
                    .limit(1)
                    .forEach(issn -> issn(xml, issn));
        }
        String coden = journal.identifier("coden");
        xml.element("coden", coden == null || coden.length() > MAX_CODEN_LENGTH ? null : coden);
        resource(xml, title);
        xml.close();
    }

    /** Returns whether the journal has a print or electronic ISSN, which identifies the journal at Crossref. */
    public static boolean hasIssn(JournalRef journal) {
        return journal.issns().stream().anyMatch(issn -> issn.type() != IssnType.LINKING);
    }

    private static void issn(XmlWriter xml, JournalIssn issn) {
        String medium = issn.type() == IssnType.PRINT ? "print" : "electronic";
        xml.element("issn", issn.value().value(), "media_type", medium);
    }

    /**
     * Writes the {@code journal_issue} element. Writes nothing if the issue has neither a volume nor a number nor a
     * DOI.
     *
     * @param date publication date of the issue
     * @param resource DOI and page of the issue if the issue itself is deposited; otherwise null
     */
    public static void issue(XmlWriter xml, JournalRef journal, IssueRef issue, PartialDate date, Resource resource) {
        if (issue.volume() == null && issue.number() == null && resource == null) {
            return;
        }
        xml.open("journal_issue");
        if (issue.title() != null) {
            xml.open("titles");
            xml.element("title", issue.title());
            xml.close();
        }
        date(xml, "publication_date", medium(journal), date);
        if (issue.volume() != null) {
            xml.open("journal_volume");
            xml.element("volume", CrossrefLimits.cut(issue.volume(), 32));
            xml.close();
        }
        xml.element("issue", CrossrefLimits.cut(issue.number(), 32));
        resource(xml, resource);
        xml.close();
    }

    private static void resource(XmlWriter xml, Resource resource) {
        if (resource != null) {
            CrossrefResourcesWriter.write(xml, resource.doi(), resource.page());
        }
    }

    /** Returns the printed date of an issue, or its year if the date is unknown. Returns null if both are missing. */
    public static PartialDate issueDate(IssueRef issue) {
        if (issue.publishedOn() != null) {
            return issue.publishedOn();
        }
        return issue.year() == null ? null : PartialDate.parse(Integer.toString(issue.year()));
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

    /** Returns the medium of the journal: print if the journal has no electronic ISSN, otherwise online. */
    public static String medium(JournalRef journal) {
        return journal.issns().stream().noneMatch(issn -> issn.type() == IssnType.ELECTRONIC) ? "print" : "online";
    }

    /**
     * Returns the ISO 639-1 code of the language, or null if it has none. Crossref's schema accepts only ISO 639-1
     * language codes.
     */
    public static String language(LanguageTag language) {
        return language.language().length() == 2 ? language.language() : null;
    }
}
