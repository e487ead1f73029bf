package org.offprint.formats.citations;

/**
 * How works are cited: a public style of the Citation Style Language and the language of its terms.
 *
 * @param name of an independent style, as in the repository of styles
 * @param locale such as {@code en-US}
 */
public record CitationStyle(String name, String locale) {

    /** What is used unless something else is asked for. */
    public static final CitationStyle USUAL = new CitationStyle("apa", "en-US");
}
