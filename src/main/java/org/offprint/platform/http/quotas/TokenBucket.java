package org.offprint.platform.http.quotas;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lock-free token bucket that stores only the time at which it will be full again (generic cell rate algorithm, ITU-T
 * I.371, annex A). Each token taken postpones the time at which the bucket will be full. Tokens are refused if the
 * bucket would need more than one time window to be full again.
 */
final class TokenBucket {

    private final AtomicLong fullAt;

    /**
     * Creates a full token bucket.
     *
     * @param now current time in nanoseconds
     */
    TokenBucket(long now) {
        fullAt = new AtomicLong(now);
    }

    /**
     * Number of tokens that are refilled evenly over a time window.
     *
     * @param quota number of tokens, at least 1
     * @param window length of the time window, in nanoseconds
     */
    record Policy(int quota, long window) {

        long perToken() {
            return window / quota;
        }
    }

    /**
     * Result of taking tokens from a token bucket.
     *
     * @param taken whether enough tokens were available
     * @param remaining number of remaining tokens
     * @param fullInSeconds seconds until the bucket is full, rounded up; 0 if it is full
     */
    record TakeResult(boolean taken, int remaining, long fullInSeconds) {}

    /**
     * Takes tokens from the token bucket if enough are available.
     *
     * @param tokens number of tokens to take
     * @param now current time in nanoseconds
     */
    TakeResult take(Policy policy, int tokens, long now) {
        while (true) {
            long before = fullAt.get();
            // Time differences are compared instead of absolute times, because a nanosecond clock may be negative and
            // may overflow.
            long owed = Math.max(0, before - now);
            long after = owed + tokens * policy.perToken();
            if (after > policy.window()) {
                return new TakeResult(false, 0, seconds(owed));
            }
            if (fullAt.compareAndSet(before, now + after)) {
                return new TakeResult(true, (int) ((policy.window() - after) / policy.perToken()), seconds(after));
            }
        }
    }

    private static long seconds(long nanos) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return (nanos + second - 1) / second;
    }
}
