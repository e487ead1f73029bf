package org.offprint.formats.citations;

/**
 * Citation style, identified by the name of a CSL style and the locale of its terms.
 *
 * @param name name of an independent style in the CSL style repository
 * @param locale locale of the terms, for example {@code en-US}
 */
public record CitationStyle(String name, String locale) {

    /** Default citation style, used if a request names no style. */
    public static final CitationStyle DEFAULT = new CitationStyle("apa", "en-US");
}
