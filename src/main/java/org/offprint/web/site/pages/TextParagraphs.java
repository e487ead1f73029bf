package org.offprint.web.site.pages;

import java.util.List;
import java.util.stream.Stream;

/** Splits plain text into paragraphs at blank lines. */
public final class TextParagraphs {

    private TextParagraphs() {}

    /** Returns the nonblank paragraphs of a text, or an empty list if the text is null. */
    public static List<String> of(String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split("\n\n", -1))
                        .map(String::strip)
                        .filter(paragraph -> !paragraph.isEmpty())
                        .toList();
    }
}
