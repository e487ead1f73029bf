package org.offprint.formats.crossref.reading;

import org.offprint.formats.draft.ReferenceDraft;

/** Maps the titles of a cited work. Crossref uses the same elements for the titles of books, series and book parts. */
public final class CrossrefCitedTitles {

    private CrossrefCitedTitles() {}

    /** Sets the titles of a cited work, and the work type that they indicate. Any title argument may be null. */
    public static void place(String article, String journal, String volume, String series, ReferenceDraft reference) {
        String container = journal != null ? journal : volume != null ? volume : series;
        // For books without a volume title, and for chapters in older deposits, the series title is the book title.
        reference.series(journal == null && volume == null ? null : series);
        boolean isWhole = journal == null && container != null && article == null;
        reference.title(isWhole ? container : article);
        reference.containerTitle(isWhole ? null : container);
        if (journal != null) {
            reference.type("journal");
        } else if (container != null) {
            reference.type(isWhole ? "book" : "chapter");
        }
    }
}
