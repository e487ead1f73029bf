package org.offprint.platform.http.filters;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.offprint.kernel.faults.Problems;

/**
 * Limits the requests at a time, so that harvesters leave connections and processors to others. Some wait for their
 * turn a while; the rest is told to come again.
 */
public final class RequestLimiter {

    private final String what;
    private final Semaphore places;
    private final int mostWaiting;
    private final long patienceMillis;
    private final int retrySeconds;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param what in words, for who is sent away
     * @param places how many are in at a time
     * @param mostWaiting how many wait at a time
     * @param patienceMillis how long they wait
     * @param retrySeconds after which it is worth asking again
     */
    public RequestLimiter(String what, int places, int mostWaiting, long patienceMillis, int retrySeconds) {
        this.what = what;
        this.places = new Semaphore(places, true);
        this.mostWaiting = mostWaiting;
        this.patienceMillis = patienceMillis;
        this.retrySeconds = retrySeconds;
    }

    /**
     * Runs work in its turn.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 with {@code Retry-After} where too many are before
     */
    public <T> T within(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    /** Takes a place, to be given back by {@link #leave}; the same exception. */
    public void enter() {
        if (!places.tryAcquire() && !waitForTurn()) {
            throw Problems.unavailable("Too many " + what + " at once.", retrySeconds);
        }
    }

    /** Frees the place. */
    public void leave() {
        places.release();
    }

    private boolean waitForTurn() {
        try {
            return waiting.incrementAndGet() <= mostWaiting && places.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
