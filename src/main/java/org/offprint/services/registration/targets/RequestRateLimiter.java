package org.offprint.services.registration.targets;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Token bucket that limits the requests per second of this node and allows a burst after a pause. */
public final class RequestRateLimiter {

    private final long interval;
    private final long burst;

    /** Time at which the token bucket would be full, as returned by {@link System#nanoTime}. */
    private long whole = System.nanoTime();

    /**
     * Creates a rate limiter.
     *
     * @param aSecond requests per second; at least 1
     * @param atOnce maximum burst after a pause; at least 1
     */
    public RequestRateLimiter(int aSecond, int atOnce) {
        interval = TimeUnit.SECONDS.toNanos(1) / aSecond;
        burst = interval * (atOnce - 1);
    }

    /** Blocks until the rate limit allows a request. */
    public void await() {
        long wait = take(System.nanoTime());
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        }
    }

    /** Reserves the next permit and returns the number of nanoseconds until it is valid. */
    public synchronized long take(long now) {
        long wait = untilNext(now);
        whole = Math.max(whole, now) + interval;
        return wait;
    }

    /**
     * Takes a permit and returns 0 if a permit is available. If no permit is available, returns the number of
     * nanoseconds until the next one.
     */
    public synchronized long tryTake(long now) {
        return untilNext(now) > 0 ? untilNext(now) : take(now);
    }

    /** Returns an unused permit to the rate limiter. */
    public synchronized void release() {
        whole -= interval;
    }

    private long untilNext(long now) {
        return Math.max(0, whole - burst - now);
    }
}
