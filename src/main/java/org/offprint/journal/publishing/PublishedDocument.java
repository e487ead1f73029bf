package org.offprint.journal.publishing;

import java.time.Instant;
import java.util.UUID;
import org.offprint.journal.articles.notices.Withdrawal;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.caching.Encoded;

/**
 * Published article as readers receive it.
 *
 * @param content JSON document; null if the article was withdrawn
 * @param links the {@code Link} header; null if the article was withdrawn
 * @param withdrawal tombstone of the article; null if the article was not withdrawn
 */
public record PublishedDocument(
        UUID id, String slug, Encoded content, String links, String etag, Instant modifiedAt, Withdrawal withdrawal) {

    /**
     * Returns this article unless it was withdrawn.
     *
     * @throws org.offprint.kernel.faults.ProblemException 410 with the tombstone if the article was withdrawn
     */
    public PublishedDocument orGone() {
        if (withdrawal != null) {
            throw withdrawal.gone(slug);
        }
        return this;
    }

    /** Returns a copy that contains the article document both compressed and uncompressed. */
    public PublishedDocument withPlain() {
        return with(content.withPlain(), links);
    }

    /** Returns the HTTP response that contains the article document. */
    public DirectReply reply() {
        return new DirectReply(content, etag, modifiedAt, links);
    }

    PublishedDocument with(Encoded otherContent, String otherLinks) {
        return new PublishedDocument(id, slug, otherContent, otherLinks, etag, modifiedAt, withdrawal);
    }
}
