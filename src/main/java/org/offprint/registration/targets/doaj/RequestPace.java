package org.offprint.registration.targets.doaj;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keeps the requests of this node to a number a second; some may be made at once after a pause. */
final class RequestPace {

    private final long interval;
    private final long burst;

    /** The time at which the bucket would be whole, by {@link System#nanoTime}. */
    private long whole = System.nanoTime();

    RequestPace(int aSecond, int atOnce) {
        interval = TimeUnit.SECONDS.toNanos(1) / aSecond;
        burst = interval * (atOnce - 1);
    }

    /** Waits until it is the turn of this request. */
    void await() {
        long wait = take(System.nanoTime());
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        }
    }

    /** Takes the next turn, and returns the nanoseconds until then. */
    synchronized long take(long now) {
        long wait = Math.max(0, whole - burst - now);
        whole = Math.max(whole, now) + interval;
        return wait;
    }
}
