package org.offprint.search.feed;

import java.util.List;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Encoded;

/**
 * Full text of an article without its references. The text is kept in compressed form, because a batch of articles
 * would otherwise need too much memory.
 */
public final class ArticleText {

    private final Encoded parts;

    private ArticleText(Encoded parts) {
        this.parts = parts;
    }

    /**
     * Part of a full text in one language.
     *
     * @param language ISO 639 code, as used by the stemmers; null if the source does not state the language
     * @param words plain text, one paragraph per line
     */
    public record Part(String language, String words) {}

    private record Parts(List<Part> parts) {}

    /**
     * Creates a full text from its parts in different languages. A file without words has a full text without parts.
     */
    public static ArticleText of(List<Part> parts) {
        return stored(Encoded.compress(Json.write(new Parts(parts))));
    }

    /** Creates a full text from the compressed form returned by {@link #toStore}. */
    public static ArticleText stored(byte[] gzip) {
        return new ArticleText(Encoded.ofGzip(gzip));
    }

    /** Returns the full text in compressed form for storage. */
    public byte[] toStore() {
        return parts.gzip();
    }

    /** Returns the parts of the full text, which are decompressed again for each call. */
    public List<Part> parts() {
        return Json.read(parts.plain(), Parts.class).parts();
    }
}
