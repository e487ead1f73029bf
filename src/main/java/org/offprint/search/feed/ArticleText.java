package org.offprint.search.feed;

import java.util.List;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Encoded;

/**
 * Text of an article without its references. It is compressed, because a batch of articles would otherwise need much
 * memory.
 */
public final class ArticleText {

    private final Encoded parts;

    private ArticleText(Encoded parts) {
        this.parts = parts;
    }

    /**
     * Part of a text in one language.
     *
     * @param language ISO 639 code, as used by the stemmers; null if the source does not state it
     * @param words plain text, one paragraph per line
     */
    public record Part(String language, String words) {}

    private record Parts(List<Part> parts) {}

    /** Creates a text from its parts. A file without words has no parts. */
    public static ArticleText of(List<Part> parts) {
        return stored(Encoded.compress(Json.write(new Parts(parts))));
    }

    /** Creates a text from the form returned by {@link #toStore}. */
    public static ArticleText stored(byte[] gzip) {
        return new ArticleText(Encoded.ofGzip(gzip));
    }

    /** Returns the compressed form for storage. */
    public byte[] toStore() {
        return parts.gzip();
    }

    /** Returns the parts of the text. Each call decompresses them again. */
    public List<Part> parts() {
        return Json.read(parts.plain(), Parts.class).parts();
    }
}
