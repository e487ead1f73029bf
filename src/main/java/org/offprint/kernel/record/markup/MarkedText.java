package org.offprint.kernel.record.markup;

/**
 * Title or abstract as plain text, optionally with markup.
 *
 * @param text plain text; null if absent
 * @param html the same title or abstract with markup; null if it has no markup
 */
public record MarkedText(String text, String html) {

    /** Maximum length of a plain title, in UTF-16 code units. */
    public static final int MAX_TITLE_LENGTH = 2_000;

    /** Maximum length of a title with its markup, in UTF-16 code units. */
    public static final int MAX_TITLE_HTML_LENGTH = 5_000;

    /** Maximum length of a plain abstract, in UTF-16 code units. */
    public static final int MAX_ABSTRACT_LENGTH = 100_000;

    /** Maximum length of an abstract with its markup, in UTF-16 code units. */
    public static final int MAX_ABSTRACT_HTML_LENGTH = 200_000;
}
