package org.offprint.formats.crossref.reading;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.DatesDraft;
import org.offprint.formats.draft.DatesDraft.Event;
import org.offprint.formats.text.SourceDate;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.PartialDate;

/** Reads the acceptance and publication dates of a deposited work. */
final class CrossrefDateReader {

    private static final Map<String, Event> MEDIA =
            Map.of("online", Event.PUBLISHED_ONLINE, "print", Event.PUBLISHED_PRINT);

    private CrossrefDateReader() {}

    static void read(XmlElement article, ArticleDraft draft) {
        DatesDraft dates = draft.dates();
        List<XmlElement> published =
                article.elements("publication_date", "posted_date", "review_date", "approval_date");
        String first = earliest(published);
        dates.published(draft.value(first, PartialDate::parse, "publication_date"));
        boolean isToldApart = published.stream().anyMatch(date -> isOther(iso(date), dates));
        for (XmlElement date : published) {
            String iso = iso(date);
            season(date, draft);
            Event medium = isToldApart ? MEDIA.get(String.valueOf(date.attribute("media_type"))) : null;
            boolean isPlaced = medium != null && !dates.has(medium);
            if (isPlaced) {
                dates.set(medium, draft.value(iso, PartialDate::parse, date.path()));
            }
            draft.unplaced(date.path(), isPlaced || !isOther(iso, dates) ? null : in(date) + iso);
            date.markPlaced();
        }
        dates.set(
                Event.ACCEPTED,
                draft.value(iso(article.at("acceptance_date").markPlaced()), PartialDate::parse, "acceptance_date"));
    }

    private static boolean isOther(String iso, DatesDraft dates) {
        return iso != null && !iso.equals(dates.published());
    }

    /**
     * Returns the earliest publication date in any medium, or null if the deposit has none. A full date takes
     * precedence over a month or year that contains it.
     */
    private static String earliest(List<XmlElement> published) {
        List<String> dates = published.stream()
                .map(CrossrefDateReader::iso)
                .filter(date -> date != null)
                .sorted()
                .toList();
        return dates.stream()
                .filter(date -> date.startsWith(dates.get(0)))
                .min(Comparator.comparing(String::length).reversed().thenComparing(date -> date))
                .orElse(null);
    }

    /** Returns the medium of a publication date followed by a space, or an empty string if the medium is unknown. */
    static String in(XmlElement date) {
        String medium = date.attribute("media_type");
        return medium == null ? "" : medium + " ";
    }

    /**
     * Returns the date in ISO format, for example {@code 2024-05-01}, {@code 2024-05} or {@code 2024}. Returns null if
     * the year is missing.
     */
    static String iso(XmlElement date) {
        return SourceDate.ofNumbers(
                date.at("year").text(), date.at("month").text(), date.at("day").text());
    }

    /**
     * Reports the month of a date as unmapped if it is not a calendar month, for example if it is the code of a season.
     */
    static void season(XmlElement date, ArticleDraft draft) {
        String month = date.at("month").text();
        boolean isMonth = month == null || SourceDate.isMonth(month);
        draft.unplaced(date.path() + "/month", isMonth ? null : month);
    }
}
