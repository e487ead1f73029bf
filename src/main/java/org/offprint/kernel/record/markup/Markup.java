package org.offprint.kernel.record.markup;

import java.util.List;

/**
 * The HTML of a title or an abstract, cleaned to what this service keeps, and the plain text it reads as. Cleaning what
 * has been cleaned changes nothing.
 *
 * @param html well-formed as XML and as HTML: every element closed, {@code & < >} escaped, MathML in its namespace;
 *     empty where nothing was left
 * @param text the same without markup: paragraphs and lists apart by an empty line, list items by a line break, runs of
 *     blanks folded into one
 * @param removed what was taken out: names of elements, and of attributes as {@code @onclick}; sorted, each once
 */
public record Markup(String html, String text, List<String> removed) {

    /** The longest input taken, in UTF-16 units. */
    public static final int MAX_LENGTH = Cleaner.MAX_LENGTH;

    /** The depth to which elements may be nested. */
    public static final int MAX_DEPTH = Cleaner.MAX_DEPTH;

    /**
     * Cleans a title: {@code i b sub sup u s code}, {@code <span class="sc">} and MathML stay, and {@code em} and
     * {@code strong} become {@code i} and {@code b}; of other elements the text stays, of scripts and styles nothing.
     *
     * @param html HTML, or the inline part of JATS; not null
     * @throws InvalidValueException {@code markup-depth} or {@code markup-length}
     */
    public static Markup title(String html) {
        return clean(html, false);
    }

    /**
     * Cleans an abstract: as a title, and {@code p ul ol li} stay.
     *
     * @param html HTML, or JATS paragraphs; not null
     * @throws InvalidValueException {@code markup-depth} or {@code markup-length}
     */
    public static Markup block(String html) {
        return clean(html, true);
    }

    private static Markup clean(String html, boolean withBlocks) {
        Cleaner cleaner = Cleaner.of(html, withBlocks);
        return new Markup(cleaner.html(), cleaner.text(), cleaner.removed());
    }

    /** Returns whether anything was taken out; other spellings of the same are no change. */
    public boolean changed() {
        return !removed.isEmpty();
    }
}
