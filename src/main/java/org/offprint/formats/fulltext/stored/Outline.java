package org.offprint.formats.fulltext.stored;

import java.util.List;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.report.Illustration;

/**
 * Outline of an article's full text.
 *
 * @param language language of the full text; null if the source states no language
 * @param languages languages of the translations
 */
public record Outline(
        String language,
        List<String> languages,
        List<Heading> contents,
        List<Illustration> figures,
        List<Illustration> tables) {}
