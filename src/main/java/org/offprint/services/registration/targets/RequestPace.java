package org.offprint.services.registration.targets;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keeps requests of this node to a number a second; some may be made at once after a pause. */
public final class RequestPace {

    private final long interval;
    private final long burst;

    /** The time at which the bucket would be whole, by {@link System#nanoTime}. */
    private long whole = System.nanoTime();

    /**
     * Makes a pace.
     *
     * @param aSecond from 1
     * @param atOnce after a pause, from 1
     */
    public RequestPace(int aSecond, int atOnce) {
        interval = TimeUnit.SECONDS.toNanos(1) / aSecond;
        burst = interval * (atOnce - 1);
    }

    /** Waits until it is the turn of this request. */
    public void await() {
        long wait = take(System.nanoTime());
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        }
    }

    /** Takes the next turn, and returns the nanoseconds until then. */
    public synchronized long take(long now) {
        long wait = untilNext(now);
        whole = Math.max(whole, now) + interval;
        return wait;
    }

    /** Takes a turn if it has come, and returns 0; else takes none, and returns the nanoseconds until it comes. */
    public synchronized long tryTake(long now) {
        return untilNext(now) > 0 ? untilNext(now) : take(now);
    }

    /** Gives a turn back for which there was no request. */
    public synchronized void giveBack() {
        whole -= interval;
    }

    private long untilNext(long now) {
        return Math.max(0, whole - burst - now);
    }
}
