package org.offprint.formats.bibtex;

import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.DatesDraft;
import org.offprint.formats.text.SourceDate;

/** Reads the publication date of an entry from the BibLaTeX date field or from year, month and day. */
final class BibtexDateReader {

    private final ArticleDraft draft;
    private final CitedArticleReader article;

    BibtexDateReader(ArticleDraft draft) {
        this.draft = draft;
        this.article = new CitedArticleReader(draft);
    }

    /** Sets the publication date from fields of the entry, each of which may be null. */
    void read(String date, String year, String month, String day) {
        DatesDraft dates = draft.dates();
        String whole = article.date(date, "date");
        if (whole == null) {
            dates.published(inParts(year, month, day));
            return;
        }
        dates.published(whole);
        draft.unplaced("year", year == null || whole.startsWith(year) ? null : year);
        // Do not report values that the full date already includes.
        draft.unplaced("month", whole.length() > "2024".length() ? null : month);
        draft.unplaced("day", whole.length() > "2024-05".length() ? null : day);
    }

    /**
     * Returns the date from the separate year, month and day fields. The month is a number or a name and may include
     * the day.
     */
    private String inParts(String year, String month, String day) {
        boolean isNumber = month != null && SourceDate.isMonth(month);
        if (year == null || month == null) {
            draft.unplaced("month", month);
            draft.unplaced("day", day);
            return article.date(year, "year");
        }
        String known = isNumber
                ? article.date(year + "-" + month + (day == null ? "" : "-" + day), "year")
                : article.date(day == null ? month : month + " " + day, year, "month");
        return known == null && !isNumber ? article.date(year, "year") : known;
    }
}
