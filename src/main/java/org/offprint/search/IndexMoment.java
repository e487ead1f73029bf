package org.offprint.search;

import java.time.Duration;

/**
 * Identity of the index snapshot that answers readers' searches. Instances of this class are compared by reference. If
 * two search responses have the same snapshot identity, equal search requests produce equal responses.
 */
public final class IndexMoment {

    /** Time of the next index state, from {@link System#nanoTime}; 0 if unknown. */
    private volatile long supersededAt;

    /** Records that a newer index state exists from now on. */
    public void supersede() {
        long now = System.nanoTime();
        supersededAt = now == 0 ? 1 : now;
    }

    /** Returns whether the next index state has existed for less than the given time. Returns false if it is unknown. */
    public boolean wasSupersededWithin(Duration age) {
        long since = supersededAt;
        return since != 0 && System.nanoTime() - since < age.toNanos();
    }
}
