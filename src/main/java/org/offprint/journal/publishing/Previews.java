package org.offprint.journal.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.typesetting.Typesetting;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.database.sql.Secrets;
import org.offprint.platform.http.SignedTokens;

/**
 * Shows working copies to people who have a preview link but no API key. A preview link is signed, and contains the
 * article id, the expiry time and the article's preview epoch. Incrementing the epoch revokes all preview links of the
 * article. Preview links are not stored.
 */
@ApplicationScoped
public class Previews {

    private static final byte FORMAT = 1;
    private static final int LENGTH = 1 + 2 * Long.BYTES + Long.BYTES + Integer.BYTES;

    private final SignedTokens tokens;
    private final Typesetting typesetting;

    Previews(Secrets secrets, Typesetting typesetting) {
        tokens = new SignedTokens(secrets::previewKeys);
        this.typesetting = typesetting;
    }

    /** Payload of a preview link. */
    private record Link(UUID article, Instant expiresAt, int epoch) {}

    /**
     * Returns the token of a signed preview link for the given article. The link is valid until {@code expiresAt},
     * rounded down to whole seconds.
     */
    public String sign(Article article, Instant expiresAt) {
        byte[] payload = ByteBuffer.allocate(LENGTH)
                .put(FORMAT)
                .putLong(article.id.getMostSignificantBits())
                .putLong(article.id.getLeastSignificantBits())
                .putLong(expiresAt.getEpochSecond())
                .putInt(article.previewEpoch)
                .array();
        return tokens.sign(payload);
    }

    /** Returns the API path for reading a working copy with a preview token. */
    public static String path(UUID article, String token) {
        return "/v1/articles/" + article + "/previews/" + token;
    }

    /** Returns the path of the web page that shows a working copy for a preview token. */
    public static String pagePath(UUID article, String token) {
        return "/previews/" + article + "/" + token;
    }

    /**
     * Returns the article that a preview link shows.
     *
     * @throws ProblemException 404 if the link was not created by this service; 410 if the link has expired or was
     *     revoked, or if the article was withdrawn
     */
    public Article open(String id, String token) {
        Article article = Article.findBySlug(id).orElseThrow(Previews::unknown);
        Link link = read(token)
                .filter(opened -> opened.article().equals(article.id))
                .orElseThrow(Previews::unknown);
        if (!Instant.now().isBefore(link.expiresAt())) {
            throw linkGone(
                    "The link has expired",
                    "The link expired at " + link.expiresAt() + ". Ask an editor for a new link.");
        }
        if (link.epoch() != article.previewEpoch) {
            throw linkGone(
                    "The link was revoked",
                    "An editor revoked the preview links of this article. Ask an editor for a new link.");
        }
        if (article.withdrawal != null) {
            throw article.withdrawal.gone(article.slug);
        }
        return article;
    }

    /**
     * Returns the working copy as readers would see it if it were published now.
     *
     * @param self URL path at which the preview is read
     */
    public ArticleView view(Article article, String self) {
        return typesetting.forPreview(article, self, Instant.now());
    }

    /** Returns the payload of a preview token, or empty if this service did not sign the token. */
    private Optional<Link> read(String token) {
        return tokens.open(token)
                .map(ByteBuffer::wrap)
                .filter(payload -> payload.remaining() == LENGTH && payload.get() == FORMAT)
                .map(payload -> new Link(
                        new UUID(payload.getLong(), payload.getLong()),
                        Instant.ofEpochSecond(payload.getLong()),
                        payload.getInt()));
    }

    /**
     * Returns the same 404 problem for an unknown article and an unknown preview link, so that clients cannot find out
     * whether a draft exists.
     */
    private static ProblemException unknown() {
        return Problems.of(
                404, "not-found", "Not found", "This preview link is invalid. Check that the address is complete.");
    }

    private static ProblemException linkGone(String title, String detail) {
        return Problems.of(410, "gone", title, detail).withHeader("Cache-Control", "no-store");
    }
}
