package org.offprint.search;

import java.time.Duration;

/**
 * Identity of an index snapshot that answers readers' searches, compared by reference. Equal search requests against
 * the same snapshot produce equal responses.
 */
public final class IndexMoment {

    /**
     * Time from {@link System#nanoTime} at which a newer index snapshot replaced this one; 0 if no newer snapshot is
     * known.
     */
    private volatile long supersededAt;

    /** Records that a newer index snapshot now exists. */
    public void supersede() {
        long now = System.nanoTime();
        supersededAt = now == 0 ? 1 : now;
    }

    /**
     * Returns whether a newer index snapshot replaced this one less than {@code age} ago. Returns false if no newer
     * snapshot is known.
     */
    public boolean wasSupersededWithin(Duration age) {
        long since = supersededAt;
        return since != 0 && System.nanoTime() - since < age.toNanos();
    }
}
