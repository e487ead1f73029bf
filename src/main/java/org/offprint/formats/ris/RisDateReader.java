package org.offprint.formats.ris;

import java.util.List;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;

/** Reads the publication date, which providers write in up to three tags, each with different precision. */
final class RisDateReader {

    private final ArticleDraft draft;
    private final CitedArticleReader article;
    private String date;
    private String words;
    private String place;

    RisDateReader(ArticleDraft draft) {
        this.draft = draft;
        this.article = new CitedArticleReader(draft);
    }

    /**
     * Sets the most precise of the dates that agree with each other. A date with another year, month or day is reported
     * as unplaced.
     */
    void read(List<String> years, List<String> primary, List<String> days) {
        years.forEach(said -> considerDate(said, null, "PY"));
        primary.forEach(said -> considerDate(said, null, "Y1"));
        // In EndNote and Web of Science, the date in this tag has no year.
        String year = date == null ? null : date.substring(0, 4);
        days.forEach(said -> considerDate(said, year, "DA"));
        draft.dates().published(date);
    }

    private void considerDate(String said, String year, String where) {
        int told = draft.unplaced().size();
        String other = article.date(said, year, where);
        boolean isTold = draft.unplaced().size() > told;
        if (other == null) {
            return;
        }
        boolean isFuller = date == null || other.startsWith(date);
        // A complete date takes precedence over another month of the same year.
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
