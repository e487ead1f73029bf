package org.offprint.platform.http.quotas;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket as one number, changed without a lock: the time at which it would be full again (the generic cell rate
 * algorithm, ITU-T I.371, annex A). Each token taken moves that time on; none is given that would move it further ahead
 * than the window.
 */
final class TokenBucket {

    private final AtomicLong fullAt;

    /** @param now in nanoseconds; the bucket is full then */
    TokenBucket(long now) {
        fullAt = new AtomicLong(now);
    }

    /**
     * A policy: so many tokens, which come back evenly in so long.
     *
     * @param quota at least 1
     * @param window in nanoseconds
     */
    record Policy(int quota, long window) {

        long perToken() {
            return window / quota;
        }
    }

    /**
     * What was taken.
     *
     * @param taken whether there was a token
     * @param remaining how many there are now
     * @param fullInSeconds until all are back, rounded up; 0 where none is missing
     */
    record Taken(boolean taken, int remaining, long fullInSeconds) {}

    /** Takes a token if there is one. */
    Taken take(Policy policy, long now) {
        while (true) {
            long before = fullAt.get();
            // By differences, because such clocks may be negative and run over.
            long owed = Math.max(0, before - now);
            long after = owed + policy.perToken();
            if (after > policy.window()) {
                return new Taken(false, 0, seconds(owed));
            }
            if (fullAt.compareAndSet(before, now + after)) {
                return new Taken(true, (int) ((policy.window() - after) / policy.perToken()), seconds(after));
            }
        }
    }

    private static long seconds(long nanos) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return (nanos + second - 1) / second;
    }
}
