package org.offprint.formats.pubmed;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.DatesDraft;
import org.offprint.formats.draft.DatesDraft.Event;
import org.offprint.formats.text.SourceDate;
import org.offprint.kernel.identifiers.PartialDate;

/** Reads the publication date and the history dates of a MEDLINE record. */
final class MedlineDates {

    private static final Pattern PUBLISHED =
            Pattern.compile("([12]\\d{3})(?: ([A-Z][a-z]{2})[a-z]*(?: (\\d{1,2}))?)?(.*)");

    /** Events in the history of the PubMed record, not of the article. */
    private static final Set<String> OF_THE_RECORD = Set.of("pubmed", "medline", "entrez", "pmc-release");

    private final ArticleDraft draft;
    private final CitedArticleReader article;

    /** Names of the fields in the source format that contain the issue date, the online date, and an event. */
    private final DateFields places;

    record DateFields(String issue, String online, String event) {

        static final DateFields TAGS = new DateFields("DP", "DEP", "PHST");
    }

    MedlineDates(ArticleDraft draft, DateFields places) {
        this.draft = draft;
        this.article = new CitedArticleReader(draft);
        this.places = places;
    }

    /**
     * Sets the publication date. An online date takes precedence as the publication date; the issue date is then the
     * print date.
     */
    void published(String issue, String online) {
        Matcher parts = PUBLISHED.matcher(issue == null ? "" : issue);
        String printed = null;
        boolean isWhole = false;
        if (parts.matches()) {
            Integer month = parts.group(2) == null ? null : SourceDate.monthByName(parts.group(2));
            String day = month == null || parts.group(3) == null ? "" : "-" + parts.group(3);
            printed = article.date(parts.group(1) + (month == null ? "" : "-" + month + day), places.issue());
            // A season or a second month after the issue date makes the date incomplete.
            isWhole = parts.group(4).isBlank() && (parts.group(2) == null || month != null);
        }
        String day = draft.value(SourceDate.ofEightDigits(online), PartialDate::parse, places.online());
        draft.unplaced(places.online(), day == null ? online : null);
        draft.dates().published(day == null ? printed : day);
        boolean isBoth = isWhole && printed != null && day != null && !day.equals(printed);
        if (isBoth) {
            draft.dates().set(Event.PUBLISHED_ONLINE, day);
            draft.dates().set(Event.PUBLISHED_PRINT, printed);
        }
        boolean isPlaced = isWhole && printed != null;
        draft.unplaced(places.issue(), isPlaced ? null : issue);
    }

    /** Reads a history event such as {@code 2019/02/04 00:00 [received]}. */
    void event(String said) {
        DatesDraft dates = draft.dates();
        Matcher kind = MedlineIdentifiers.WITH_KIND.matcher(said);
        String name = kind.matches() ? kind.group(2) : "";
        Event event = Event.named(name);
        boolean isHistory = event != null && !event.isOfPublication() && !dates.has(event);
        String date = isHistory ? article.date(kind.group(1).replaceFirst(" .*", ""), places.event()) : null;
        if (date != null) {
            dates.set(event, date);
        }
        draft.unplaced(places.event(), isHistory || OF_THE_RECORD.contains(name) ? null : said);
    }
}
