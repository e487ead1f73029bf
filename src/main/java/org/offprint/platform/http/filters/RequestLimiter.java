package org.offprint.platform.http.filters;

import java.util.HashMap;
import java.util.Map;
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
    private final Map<String, Integer> waitingByClient = new HashMap<>();
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
        return within(null, work);
    }

    /**
     * Runs a task within the concurrency limit. A client may not have more waiting requests than there are free
     * positions in the queue. Therefore, a client with many requests cannot exclude other clients.
     *
     * @param client name of the client, for example its address; null for no limit per client
     * @throws ProblemException 503 with {@code Retry-After} if too many requests are waiting, or the wait times out
     */
    public <T> T within(String client, Supplier<T> work) {
        enter(client);
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
        enter(null);
    }

    private void enter(String client) {
        if (!permits.tryAcquire() && !waitForTurn(client)) {
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

    private boolean waitForTurn(String client) {
        if (!startWaiting(client)) {
            return false;
        }
        try {
            return permits.tryAcquire(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            endWaiting(client);
        }
    }

    private synchronized boolean startWaiting(String client) {
        int own = waitingByClient.getOrDefault(client, 0);
        if (waiting >= maxWaiting || client != null && own >= maxWaiting - waiting) {
            return false;
        }
        waiting++;
        waitingByClient.merge(client, 1, Integer::sum);
        return true;
    }

    private synchronized void endWaiting(String client) {
        waiting--;
        waitingByClient.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
    }
}
