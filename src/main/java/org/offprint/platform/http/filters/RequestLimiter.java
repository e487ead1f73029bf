package org.offprint.platform.http.filters;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;

/**
 * Limits the number of concurrent requests of one kind, so that connections and processors remain available for others.
 * Excess requests wait for a limited time. If too many are already waiting, further requests are rejected with {@code
 * Retry-After}.
 */
public final class RequestLimiter {

    private final String what;
    private final Semaphore permits;
    private final int maxWaiting;
    private final long timeoutMillis;
    private final int retrySeconds;
    private int waiting;

    /**
     * Creates a limiter of concurrent requests.
     *
     * @param what plural noun for the requests, used in the message to rejected clients
     * @param places maximum number of concurrent requests
     * @param mostWaiting maximum number of waiting requests
     * @param timeoutMillis maximum wait, in milliseconds
     * @param retrySeconds value of {@code Retry-After}, in seconds
     */
    public RequestLimiter(String what, int places, int mostWaiting, long timeoutMillis, int retrySeconds) {
        this.what = what;
        this.permits = new Semaphore(places, true);
        this.maxWaiting = mostWaiting;
        this.timeoutMillis = timeoutMillis;
        this.retrySeconds = retrySeconds;
    }

    /**
     * Runs a task within the concurrency limit.
     *
     * @throws ProblemException 503 with {@code Retry-After} if too many requests are waiting, or the wait times out
     */
    public <T> T within(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    /**
     * Acquires a permit of the concurrency limit, to be released with {@link #leave}. Throws the same exception as
     * {@link #within}.
     */
    public void enter() {
        if (!permits.tryAcquire() && !waitForTurn()) {
            throw Problems.unavailable("Too many concurrent " + what + ". Retry later.", retrySeconds);
        }
    }

    /** Releases a permit of the concurrency limit. */
    public void leave() {
        permits.release();
    }

    /**
     * Releases the caller's permit and acquires a new one, so that waiting requests can run first. The caller must have
     * a permit. Long tasks must yield their permit regularly, so that short requests need not wait for their end.
     */
    public void yieldPermit() {
        if (permits.hasQueuedThreads()) {
            permits.release();
            permits.acquireUninterruptibly();
        }
    }

    private boolean waitForTurn() {
        if (!startWaiting()) {
            return false;
        }
        try {
            return permits.tryAcquire(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            endWaiting();
        }
    }

    private synchronized boolean startWaiting() {
        if (waiting >= maxWaiting) {
            return false;
        }
        waiting++;
        return true;
    }

    private synchronized void endWaiting() {
        waiting--;
    }
}
