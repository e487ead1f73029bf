package org.offprint.formats.draft;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.text.SourceDate;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.text.TextWithoutTags;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.record.IssnType;

/** An article as reference managers cite it: names, journal, volume and pages as texts to be taken apart. */
public final class CitedArticle {

    private static final Pattern ISSN = Pattern.compile(
            "(?i)\\b(\\d{4}[-\u2010-\u2015]?\\d{3}[\\dX])\\b(?:\\s*\\(\\s*(print(?:ed)?|p|electronic|online|e|linking|l)\\W*\\))?");
    /** Numbers that are more than an ISSN and its medium, such as an ISBN. */
    private static final Pattern NUMBER = Pattern.compile("[\\dX](?:[\\dX-]{2,18})[\\dX]");

    /** A link that a resolver of DOIs answers, whoever runs it. */
    private static final Pattern DOI_LINK =
            Pattern.compile("(?i)https?://(?:[a-z0-9-]+\\.){0,9}doi\\.[a-z0-9.-]+/(10\\.\\d{4,9}/.+)");

    /** Between ranges of pages, but not within a number such as 1,234. */
    private static final Pattern RANGES = Pattern.compile(" ?; ?| ?, | ?,(?!\\d{3}(?!\\d))");

    private final ArticleDraft draft;

    public CitedArticle(ArticleDraft draft) {
        this.draft = draft;
    }

    /** Returns the contributors of the cited work. */
    public CitedPeople people() {
        return new CitedPeople(draft);
    }

    /** By code or English or own name; English where none is named, which is told. */
    public void language(String said, String where) {
        String language = languageTag(said, where);
        if (language == null) {
            draft.unplaced(where, "The source names none; en is taken.");
        }
        draft.language(language == null ? "en" : language);
    }

    /** The tag of a language by code or English or own name; null where none is named or it is not known, which is told. */
    public String languageTag(String said, String where) {
        String code = said == null ? null : CitedLanguages.code(said);
        String tag = said == null ? null : code == null ? said.strip().replace('_', '-') : code;
        return draft.value(tag, LanguageTag::parse, where);
    }

    /** The DOI, or where there is none one that is the link. Another link is told: where an article is read is our own. */
    public void doiAndLink(String doi, String link, String where) {
        Doi placed = draft.parsed(bare(doi), Doi::parse, "DOI");
        boolean isDoi = link != null && DOI_LINK.matcher(link.strip()).matches();
        Doi linked = isDoi ? draft.parsed(bare(link), Doi::parse, where) : null;
        draft.doi(placed == null ? linked : placed);
        if (!isDoi || placed != null && linked != null && !linked.toString().equalsIgnoreCase(placed.toString())) {
            draft.unplaced(where, link);
        }
    }

    /** Without the resolver before it. */
    private static String bare(String doi) {
        Matcher link = DOI_LINK.matcher(doi == null ? "" : doi.strip());
        return link.matches() ? link.group(1) : doi;
    }

    /** Sets the container of the cited work. */
    public void journal(String title, String abbreviation, String publisher, String place) {
        JournalDraft journal = draft.journal();
        journal.title(title == null ? abbreviation : title);
        journal.abbreviation(abbreviation == null || abbreviation.equals(title) ? null : abbreviation);
        journal.publisher(publisher);
        journal.publisherPlace(place);
    }

    /**
     * ISSNs in any number. The words behind one may tell which medium it stands for; without them the first is print and
     * the next electronic. A journal has one of each; another one is told.
     */
    public void issns(String said, String where) {
        if (said == null) {
            return;
        }
        JournalDraft journal = draft.journal();
        StringBuilder rest = new StringBuilder();
        Matcher numbers = ISSN.matcher(said);
        boolean found = false;
        while (numbers.find()) {
            numbers.appendReplacement(rest, " ");
            found = true;
            Issn value = draft.parsed(numbers.group(1), Issn::parse, where);
            boolean isLinking =
                    String.valueOf(numbers.group(2)).toLowerCase(Locale.ROOT).startsWith("l");
            if (value != null && isLinking) {
                boolean isKnown = journal.issns().contains(value.toString());
                draft.unplaced(where, isKnown ? null : value + " (linking)");
            } else {
                journal.issn(medium(numbers.group(2)), value, where);
            }
        }
        numbers.appendTail(rest);
        if (found) {
            NUMBER.matcher(rest).results().forEach(other -> draft.unplaced(where, other.group()));
        } else {
            draft.unplaced(where, said);
        }
    }

    private static IssnType medium(String said) {
        return said == null
                ? null
                : said.toLowerCase(Locale.ROOT).startsWith("p") ? IssnType.PRINT : IssnType.ELECTRONIC;
    }

    /** The issue it stands in, of the year in which it appeared. */
    public void issue(String volume, String number) {
        IssueDraft issue = draft.issue();
        issue.volume(volume);
        issue.number(number);
        String published = draft.dates().published();
        if (!issue.isEmpty()) {
            issue.yearOf(published);
        }
    }

    /** The first and last page of a range; of several ranges those of the first. */
    public void pages(String range) {
        if (range == null) {
            return;
        }
        String[] ranges = RANGES.split(SourceText.clean(range), 2);
        String[] ends = ranges[0].split(" ?[-\u2010-\u2015\u2212]+ ?", 2);
        draft.unplaced("pages", ranges.length < 2 ? null : ranges[1]);
        draft.pages(ends[0], ends.length < 2 ? null : ends[1]);
        if (draft.firstPage() == null) {
            draft.unplaced("pages", range);
            draft.withoutPages();
        }
    }

    /**
     * A date as {@code 2024-05-01}, {@code 2024/5/1} or with less, or as {@code 1 May 2024}; null where it is of no such
     * form, which is told.
     */
    public String date(String said, String where) {
        return date(said, null, where);
    }

    /** Reads a date that may be without its year, as {@code SEP 15}. */
    public String date(String said, String year, String where) {
        if (said == null || said.isBlank()) {
            return null;
        }
        SourceDate date = SourceDate.of(said, year);
        draft.unplaced(where, date.saysMore() ? said : null);
        return date.iso();
    }

    /** Keywords in one text, apart by commas or semicolons. */
    public void keywords(String said) {
        if (said == null) {
            return;
        }
        for (String keyword :
                TextWithoutTags.of(SourceText.clean(said)).split(said.contains(";") ? " ?; ?" : " ?, ?")) {
            keyword(keyword);
        }
    }

    /** One keyword; the same twice is one. */
    public void keyword(String keyword) {
        if (!keyword.isBlank()) {
            draft.texts().keywordOnce(SourceText.clean(keyword));
        }
    }

    /** A link to the text itself. */
    public void file(String url, String mediaType, String where) {
        WebUrl checked = draft.parsed(url, WebUrl::parse, where);
        if (checked != null) {
            draft.file("fulltext", mediaType, null, checked, null);
        }
    }
}
