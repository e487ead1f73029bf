package org.offprint.journal.publishing;

import java.time.Instant;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.journal.articles.notices.Withdrawal;

/**
 * The publication history that an article published elsewhere brings along.
 *
 * @param version the number of its newest version there; those before it are not here
 * @param publishedAt when it first appeared; null: now
 * @param retraction dated; null for none
 * @param withdrawal the tombstone that readers get; null for none
 */
public record PriorPublication(int version, Instant publishedAt, Retraction retraction, Withdrawal withdrawal) {

    /** The history of an article that has none. */
    public static final PriorPublication NONE = new PriorPublication(1, null, null, null);
}
