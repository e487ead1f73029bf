package org.offprint.search.feed;

import java.util.List;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Encoded;

/** The words of an article's text without its references, kept compressed: a batch of articles would be large otherwise. */
public final class ArticleText {

    private final Encoded parts;

    private ArticleText(Encoded parts) {
        this.parts = parts;
    }

    /**
     * The text in one language.
     *
     * @param language ISO 639, as the stemmers are named; null where the source does not say
     * @param words plain, a paragraph a line
     */
    public record Part(String language, String words) {}

    private record Parts(List<Part> parts) {}

    /** Takes the parts of a text; none for a file that has no words. */
    public static ArticleText of(List<Part> parts) {
        return stored(Encoded.compress(Json.write(new Parts(parts))));
    }

    /** Takes what {@link #toStore} returned. */
    public static ArticleText stored(byte[] gzip) {
        return new ArticleText(Encoded.ofGzip(gzip));
    }

    /** Returns the form that is stored. */
    public byte[] toStore() {
        return parts.gzip();
    }

    /** Returns its parts, inflated anew each time. */
    public List<Part> parts() {
        return Json.read(parts.plain(), Parts.class).parts();
    }
}
