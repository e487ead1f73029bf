package org.offprint.formats.epub;

import java.util.List;
import org.offprint.formats.fulltext.report.Heading;

/**
 * Description of a chapter of an EPUB publication.
 *
 * @param name file name of the chapter without its extension, which also begins the names of its images
 * @param title title as plain text
 * @param section title of the section of the issue that contains the article; null if there is none
 * @param language language as a BCP 47 tag
 * @param direction reading direction, {@code ltr} or {@code rtl}
 * @param headings headings for the table of contents
 */
public record ChapterDescription(
        String name, String title, String section, String language, String direction, List<Heading> headings) {

    ChapterDescription withHeadings(List<Heading> others) {
        return new ChapterDescription(name, title, section, language, direction, others);
    }
}
