package org.offprint.formats.fulltext.stored;

import java.util.List;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.report.Illustration;

/**
 * Outline of a text.
 *
 * @param language language of the text; null if the source states none
 * @param languages languages of the translations
 */
public record Outline(
        String language,
        List<String> languages,
        List<Heading> contents,
        List<Illustration> figures,
        List<Illustration> tables) {}
