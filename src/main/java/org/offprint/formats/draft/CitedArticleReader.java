package org.offprint.formats.draft;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
import org.offprint.kernel.text.Table;

/** Reads articles from reference managers, which provide names, journal, volume and pages as unparsed text. */
public final class CitedArticleReader {

    private static final Pattern ISSN = Pattern.compile(
            "(?i)\\b(\\d{4}[-\u2010-\u2015]?\\d{3}[\\dX])\\b(?:\\s*\\(\\s*(print(?:ed)?|p|electronic|online|e|linking|l)\\W*\\))?");
    /** Number that is not an ISSN, for example an ISBN. */
    private static final Pattern NUMBER = Pattern.compile("[\\dX](?:[\\dX-]{2,18})[\\dX]");

    /** DOI link of any DOI resolver. */
    private static final Pattern DOI_LINK =
            Pattern.compile("(?i)https?://(?:[a-z0-9-]+\\.){0,9}doi\\.[a-z0-9.-]+/(10\\.\\d{4,9}/.+)");

    /** Separator between page ranges such as "1-5, 9". A comma within a number such as 1,234 does not match. */
    private static final Pattern RANGES = Pattern.compile(" ?; ?| ?, | ?,(?!\\d{3}(?!\\d))");

    private final ArticleDraft draft;

    public CitedArticleReader(ArticleDraft draft) {
        this.draft = draft;
    }

    /** Returns the reader for the contributors of the article. */
    public CitedContributorsReader people() {
        return new CitedContributorsReader(draft);
    }

    /**
     * Sets the article language from a language code, English name or native name. If the language is missing or
     * unknown, English is assumed and the assumption is reported as unmapped.
     */
    public void language(String said, String where) {
        String language = languageTag(said, where);
        if (language == null) {
            draft.unplaced(where, "The source states no language, so English (en) was assumed.");
        }
        draft.language(language == null ? "en" : language);
    }

    /**
     * Returns the language tag for a language code, English name or native name. Returns null if the language is
     * missing or unknown. An unknown language is reported as unmapped.
     */
    public String languageTag(String said, String where) {
        String code = said == null ? null : CitedLanguages.code(said);
        String tag = said == null ? null : code == null ? said.strip().replace('_', '-') : code;
        return draft.value(tag, LanguageTag::parse, where);
    }

    /**
     * Sets the article's DOI from the DOI field, or from the link if the DOI field is empty. Any other link is reported
     * as unmapped, because Offprint serves its own article page.
     */
    public void doiAndLink(String doi, String link, String where) {
        Doi placed = draft.parsed(withoutResolver(doi), Doi::parse, "DOI");
        boolean isDoi = link != null && DOI_LINK.matcher(link.strip()).matches();
        Doi linked = isDoi ? draft.parsed(withoutResolver(link), Doi::parse, where) : null;
        draft.doi(placed == null ? linked : placed);
        if (!isDoi || placed != null && linked != null && !linked.toString().equalsIgnoreCase(placed.toString())) {
            draft.unplaced(where, link);
        }
    }

    /** Returns the DOI without the URL of a DOI resolver. */
    private static String withoutResolver(String doi) {
        Matcher link = DOI_LINK.matcher(doi == null ? "" : doi.strip());
        return link.matches() ? link.group(1) : doi;
    }

    /** Sets the journal of the article. Each argument may be null. */
    public void journal(String title, String abbreviation, String publisher, String place) {
        JournalDraft journal = draft.journal();
        journal.title(title == null ? abbreviation : title);
        journal.abbreviation(abbreviation == null || abbreviation.equals(title) ? null : abbreviation);
        journal.publisher(publisher);
        journal.publisherPlace(place);
    }

    /**
     * Adds all ISSNs in a string. A word after an ISSN can state its medium. If no medium is stated, the first ISSN is
     * print and the second is electronic. A journal has one ISSN per medium, and additional ISSNs are reported as
     * unmapped.
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

    /** Sets the volume, number and publication year of the article's issue. */
    public void issue(String volume, String number) {
        IssueDraft issue = draft.issue();
        issue.volume(volume);
        issue.number(number);
        String published = draft.dates().published();
        if (!issue.isEmpty()) {
            issue.yearOf(published);
        }
    }

    /**
     * Sets the first and last page from a page range. If there are several ranges, only the first is set, and the
     * remaining ranges are reported as unmapped.
     */
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
            draft.removePages();
        }
    }

    /**
     * Returns a printed date as an ISO date, possibly without day or month. Accepts {@code 2024-05-01}, {@code
     * 2024/5/1}, shorter forms and {@code 1 May 2024}. For any other form, returns null and reports the date as
     * unmapped.
     */
    public String date(String said, String where) {
        return date(said, null, where);
    }

    /**
     * Returns a printed date as an ISO date. If the printed date has no year, for example {@code SEP 15}, {@code year}
     * is used.
     */
    public String date(String said, String year, String where) {
        if (said == null || said.isBlank()) {
            return null;
        }
        SourceDate date = SourceDate.of(said, year);
        draft.unplaced(where, date.saysMore() ? said : null);
        return date.iso();
    }

    /** Adds the keywords in a string, which are separated by semicolons, or by commas if there is no semicolon. */
    public void keywords(String said) {
        if (said == null) {
            return;
        }
        for (String keyword :
                TextWithoutTags.of(SourceText.clean(said)).split(said.contains(";") ? " ?; ?" : " ?, ?")) {
            keyword(keyword);
        }
    }

    /** Adds a keyword to the article unless it is blank or already present. */
    public void keyword(String keyword) {
        if (!keyword.isBlank()) {
            draft.texts().keywordOnce(SourceText.clean(keyword));
        }
    }

    /** Adds a full-text link to the article. */
    public void file(String url, String mediaType, String where) {
        WebUrl checked = draft.parsed(url, WebUrl::parse, where);
        if (checked != null) {
            draft.file("fulltext", mediaType, null, checked, null);
        }
    }

    /** Languages as named by reference managers: codes, English names, native names and LaTeX names. */
    private static final class CitedLanguages {

        private static final Map<String, String> LANGUAGES = languages();

        private CitedLanguages() {}

        /** Returns the language code for a language name, or null if the name is unknown. */
        static String code(String said) {
            return LANGUAGES.get(said.strip().toLowerCase(Locale.ROOT));
        }

        private static Map<String, String> languages() {
            Map<String, String> languages = new HashMap<>();
            for (String code : Locale.getISOLanguages()) {
                Locale language = Locale.forLanguageTag(code);
                languages.put(language.getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
                languages.put(language.getDisplayLanguage(language).toLowerCase(Locale.ROOT), code);
                languages.putIfAbsent(language.getISO3Language(), code);
            }
            languages.putAll(Table.map("language-names.tsv"));
            return Map.copyOf(languages);
        }
    }
}
