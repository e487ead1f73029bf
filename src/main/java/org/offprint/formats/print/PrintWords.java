package org.offprint.formats.print;

/**
 * Labels of printed articles in one language.
 *
 * @param language language of the labels as a BCP 47 tag
 * @param direction reading direction of the labels, {@code ltr} or {@code rtl}
 * @param citeAs label of the recommended citation
 * @param keywords label of the keywords
 * @param logo alternative text for the journal's logo if the theme contains none
 * @param media sentence for videos and sound recordings, which are available only on the article page
 * @param image alternative text for images without one
 * @param formula alternative text for formulas that contain no text
 */
public record PrintWords(
        String language,
        String direction,
        String citeAs,
        String keywords,
        String logo,
        String media,
        String image,
        String formula) {}
