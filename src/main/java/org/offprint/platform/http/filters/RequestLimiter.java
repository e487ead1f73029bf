package org.offprint.platform.http.filters;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.offprint.kernel.faults.Problems;

/**
 * Limits the number of concurrent requests. The limit reserves connections and processors for clients other than
 * harvesters. Excess requests wait for a limited time. If too many requests are waiting, further requests are rejected
 * with {@code Retry-After}.
 */
public final class RequestLimiter {

    private final String what;
    private final Semaphore permits;
    private final int maxWaiting;
    private final long timeoutMillis;
    private final int retrySeconds;
    private final AtomicInteger waiting = new AtomicInteger();

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
     * @throws org.offprint.kernel.faults.ProblemException 503 with {@code Retry-After} if too many requests are
     *     waiting, or the wait timed out
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
     * Acquires a permit of the concurrency limit, which {@link #leave} releases. Throws the same exception as {@link
     * #within}.
     */
    public void enter() {
        if (!permits.tryAcquire() && !waitForTurn()) {
            throw Problems.unavailable("Too many " + what + " at once.", retrySeconds);
        }
    }

    /** Releases a permit of the concurrency limit. */
    public void leave() {
        permits.release();
    }

    /**
     * Lets waiting requests run before the caller continues. The caller must have a permit, and has a permit again
     * after this call. Long tasks must yield their permits regularly, so that short requests do not wait for the end of
     * a long task.
     */
    public void yieldPermit() {
        if (permits.hasQueuedThreads()) {
            permits.release();
            permits.acquireUninterruptibly();
        }
    }

    private boolean waitForTurn() {
        try {
            return waiting.incrementAndGet() <= maxWaiting && permits.tryAcquire(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }
}
