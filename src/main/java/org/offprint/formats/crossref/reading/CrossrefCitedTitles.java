package org.offprint.formats.crossref.reading;

import org.offprint.formats.draft.ReferenceDraft;

/** The titles of a work that is cited. Crossref has one for those of books, of series and of what appears in them. */
public final class CrossrefCitedTitles {

    private CrossrefCitedTitles() {}

    /** Sets the titles, of which any may be null, and the type that they tell. */
    public static void place(String article, String journal, String volume, String series, ReferenceDraft reference) {
        String container = journal != null ? journal : volume != null ? volume : series;
        // Of a book alone, and of a chapter in former deposits, the series stands for the book.
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
