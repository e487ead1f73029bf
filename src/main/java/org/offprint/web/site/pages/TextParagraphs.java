package org.offprint.web.site.pages;

import java.util.List;
import java.util.stream.Stream;

/** The paragraphs of plain text, which blank lines set apart in records. */
public final class TextParagraphs {

    private TextParagraphs() {}

    /** Returns those that have words; none for null. */
    public static List<String> of(String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split("\n\n", -1))
                        .map(String::strip)
                        .filter(paragraph -> !paragraph.isEmpty())
                        .toList();
    }
}
