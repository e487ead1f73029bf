package org.offprint.formats.citations;

/**
 * The style of citations: a public style of the Citation Style Language and the language of its terms.
 *
 * @param name of an independent style, as in the repository of styles
 * @param locale such as {@code en-US}
 */
public record CitationStyle(String name, String locale) {

    /** The style that is used unless another is asked for. */
    public static final CitationStyle USUAL = new CitationStyle("apa", "en-US");
}
