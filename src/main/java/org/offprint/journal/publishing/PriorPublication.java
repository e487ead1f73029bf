package org.offprint.journal.publishing;

import java.time.Instant;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.articles.notices.Withdrawal;

/**
 * Publication history of an article that was published in another system.
 *
 * @param version number of the newest version in the other system; earlier versions are not stored in this service
 * @param publishedAt time of the first publication; null for the current time
 * @param retraction retraction of the article; null for none
 * @param withdrawal tombstone for readers; null for none
 */
public record PriorPublication(int version, Instant publishedAt, Retraction retraction, Withdrawal withdrawal) {

    /** Publication history of an article that was never published before. */
    public static final PriorPublication NONE = new PriorPublication(1, null, null, null);
}
