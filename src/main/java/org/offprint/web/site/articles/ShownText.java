package org.offprint.web.site.articles;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.offprint.formats.fulltext.stored.FullTexts.StoredText;
import org.offprint.formats.fulltext.stored.Outline;
import org.offprint.formats.fulltext.stored.RenderedText;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.Json;

/**
 * Full text of an article, as displayed on the article page.
 *
 * @param html HTML fragment; null if the article has no full text
 * @param words words of the full text, without markup
 * @param isFinal whether all sizes and formats of the images in the full text have been generated
 */
record ShownText(String html, String words, Outline outline, boolean isFinal) {

    static final ShownText NONE =
            new ShownText(null, "", new Outline(null, List.of(), List.of(), List.of(), List.of()), true);

    static ShownText of(StoredText text) {
        DocumentMemoryLimit.acquire(text.html().length());
        return new ShownText(
                read(text.html().plain()),
                read(text.words().plain()),
                Json.read(text.outline().plain(), Outline.class),
                text.isFinal());
    }

    static ShownText of(RenderedText text) {
        return new ShownText(text.text().html(), text.text().text(), text.outline(), false);
    }

    private static String read(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
