package org.offprint.kernel.record.markup;

/**
 * A text, and its source with markup where there is some.
 *
 * @param text plain; null for none
 * @param html null where there is no markup
 */
public record MarkedText(String text, String html) {

    /** The most characters of a plain title, in UTF-16 units like the others. */
    public static final int LONGEST_TITLE = 2_000;

    /** The most characters of a title with its markup. */
    public static final int LONGEST_TITLE_HTML = 5_000;

    /** The most characters of a plain abstract. */
    public static final int LONGEST_ABSTRACT = 100_000;

    /** The most characters of an abstract with its markup. */
    public static final int LONGEST_ABSTRACT_HTML = 200_000;
}
