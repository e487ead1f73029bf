package org.offprint.api.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.offprint.articles.Article;
import org.offprint.database.sql.Secrets;
import org.offprint.http.SignedTokens;

/**
 * Signs and opens links to previews. A link names its article, the time until which it is good, and the article's preview
 * epoch, so that one article's links can be made void together; nothing is stored for it.
 */
@ApplicationScoped
class PreviewLinks {

    private static final byte FORM = 1;
    private static final int LENGTH = 1 + 2 * Long.BYTES + Long.BYTES + Integer.BYTES;

    private final SignedTokens tokens;

    PreviewLinks(Secrets secrets) {
        tokens = new SignedTokens(secrets::previewKeys);
    }

    /** The content of a link. */
    record Link(UUID article, Instant expiresAt, int epoch) {}

    /** The path of a link to a preview of this article, good until then, in whole seconds. */
    String path(Article article, Instant expiresAt) {
        byte[] payload = ByteBuffer.allocate(LENGTH)
                .put(FORM)
                .putLong(article.id.getMostSignificantBits())
                .putLong(article.id.getLeastSignificantBits())
                .putLong(expiresAt.getEpochSecond())
                .putInt(article.previewEpoch)
                .array();
        return "/v1/articles/" + article.id + "/previews/" + tokens.sign(payload);
    }

    /** Returns what this token says; empty if it was not signed here. */
    Optional<Link> open(String token) {
        return tokens.open(token)
                .map(ByteBuffer::wrap)
                .filter(payload -> payload.remaining() == LENGTH && payload.get() == FORM)
                .map(payload -> new Link(
                        new UUID(payload.getLong(), payload.getLong()),
                        Instant.ofEpochSecond(payload.getLong()),
                        payload.getInt()));
    }
}
