package org.offprint.search;

import java.time.Duration;

/**
 * Identity of the index snapshot that answers readers' searches. Instances of this class are compared by reference. If
 * two search responses have the same snapshot identity, equal search requests produce equal responses.
 */
public final class IndexMoment {

    /** Time at which a newer index snapshot replaced this snapshot, from {@link System#nanoTime}; 0 if unknown. */
    private volatile long supersededAt;

    /** Records that a newer index snapshot now exists. */
    public void supersede() {
        long now = System.nanoTime();
        supersededAt = now == 0 ? 1 : now;
    }

    /**
     * Returns whether a newer index snapshot has existed for less than the given time. Returns false if no newer
     * snapshot is known.
     */
    public boolean wasSupersededWithin(Duration age) {
        long since = supersededAt;
        return since != 0 && System.nanoTime() - since < age.toNanos();
    }
}
