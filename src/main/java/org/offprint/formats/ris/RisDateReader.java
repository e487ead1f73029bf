package org.offprint.formats.ris;

import java.util.List;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticle;

/** The day of publication, which providers write in up to three tags, each with more or less of it. */
final class RisDateReader {

    private final ArticleDraft draft;
    private final CitedArticle article;
    private String date;
    private String words;
    private String place;

    RisDateReader(ArticleDraft draft) {
        this.draft = draft;
        this.article = new CitedArticle(draft);
    }

    /** Takes the one that tells most of those that agree; one of another year, month or day is told. */
    void read(List<String> years, List<String> primary, List<String> days) {
        years.forEach(said -> closer(said, null, "PY"));
        primary.forEach(said -> closer(said, null, "Y1"));
        // That of EndNote and Web of Science is without the year.
        String year = date == null ? null : date.substring(0, 4);
        days.forEach(said -> closer(said, year, "DA"));
        draft.dates().published(date);
    }

    private void closer(String said, String year, String where) {
        int told = draft.unplaced().size();
        String other = article.date(said, year, where);
        boolean isTold = draft.unplaced().size() > told;
        if (other == null) {
            return;
        }
        boolean isFuller = date == null || other.startsWith(date);
        // A whole day goes before another month of the same year.
        boolean isDay = date != null && other.length() > date.length() && other.startsWith(date.substring(0, 4));
        if (isFuller || isDay) {
            draft.unplaced(place, isFuller ? null : words);
            date = other;
            words = said;
            place = where;
        } else {
            draft.unplaced(where, isTold || date.startsWith(other) ? null : said);
        }
    }
}
