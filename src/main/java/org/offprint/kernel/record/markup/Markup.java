package org.offprint.kernel.record.markup;

import java.util.List;

/**
 * Sanitized HTML of a title or an abstract, with its plain text. Sanitizing the HTML again has no effect.
 *
 * @param html well-formed XML and HTML: every element is closed, {@code & < >} are escaped, and MathML is in its
 *     namespace; empty if nothing remains
 * @param text text without markup: paragraphs and lists are separated by an empty line, list items by a line break, and
 *     whitespace is collapsed
 * @param removed sorted, unique names of removed elements, and of removed attributes in the form {@code @onclick}
 */
public record Markup(String html, String text, List<String> removed) {

    /** Maximum length of a title or an abstract with markup before it is sanitized, in UTF-16 code units. */
    public static final int MAX_LENGTH = HtmlSanitizer.MAX_LENGTH;

    /** Maximum nesting depth of HTML elements in a title or an abstract. */
    public static final int MAX_DEPTH = HtmlSanitizer.MAX_DEPTH;

    /**
     * Sanitizes a title. The elements {@code i b sub sup u s code}, {@code <span class="sc">} and MathML are kept. The
     * elements {@code em} and {@code strong} are replaced with {@code i} and {@code b}. Scripts and styles are removed
     * completely. All other elements are replaced with their text.
     *
     * @param html HTML, or the inline part of JATS; not null
     * @throws InvalidValueException {@code markup-depth} or {@code markup-length}
     */
    public static Markup title(String html) {
        return clean(html, false);
    }

    /**
     * Sanitizes an abstract. The elements allowed in titles and the elements {@code p ul ol li} are kept.
     *
     * @param html HTML, or JATS paragraphs; not null
     * @throws InvalidValueException {@code markup-depth} or {@code markup-length}
     */
    public static Markup block(String html) {
        return clean(html, true);
    }

    private static Markup clean(String html, boolean withBlocks) {
        HtmlSanitizer cleaner = HtmlSanitizer.of(html, withBlocks);
        return new Markup(cleaner.html(), cleaner.text(), cleaner.removed());
    }

    /**
     * Returns whether any element or attribute was removed. Normalization of the markup does not count as a removal.
     */
    public boolean changed() {
        return !removed.isEmpty();
    }
}
