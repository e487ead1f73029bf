package org.offprint.platform.http.quotas;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;

/**
 * Queue of searches and lists. Limits how many of them run at the same time, so that reads by id and pages compete with
 * only a few searches for processors and threads. Waiting requests use no thread. Clients take turns, so a client with
 * many waiting requests delays each request of another client by at most one of its own.
 */
final class SearchQueue {

    private static final String KEY = SearchQueue.class.getName();
    private static final Queue<Turn> EMPTY = new ArrayDeque<>(0);
    private static final int RETRY_SECONDS = 5;
    private static final long MAX_WAIT_MILLIS = 10_000;

    /** Delay after which a request that has ended frees its place in any case, in milliseconds. */
    private static final long MAX_RUN_MILLIS = 30_000;

    /** Maximum number of waiting requests. Each of them uses some kilobytes of memory. */
    static final int MAX_WAITING = 1_000;

    private final int maxRunning;
    private final Map<String, Integer> runningByClient = new HashMap<>();
    private final Map<String, Queue<Turn>> waitingByClient = new LinkedHashMap<>();
    private int running;
    private int waiting;

    /**
     * Creates an empty queue.
     *
     * @param maxRunning maximum number of requests that run at the same time, at least 2. A client can use at most half
     *     of them while other clients are waiting.
     */
    SearchQueue(int maxRunning) {
        this.maxRunning = maxRunning;
    }

    /** One request, which waits, then runs, and then has ended. */
    private final class Turn {

        private final String client;
        private final Context context = Vertx.currentContext();
        private final CompletableFuture<Void> start = new CompletableFuture<>();
        private volatile boolean isRunning;

        Turn(String client) {
            this.client = client;
        }

        /**
         * Resumes the request on the thread of its connection.
         *
         * @param refusal problem with which the request is answered; null if the request runs
         */
        private void resume(ProblemException refusal) {
            context.runOnContext(resumed -> {
                if (refusal == null) {
                    start.complete(null);
                } else {
                    start.completeExceptionally(refusal);
                }
            });
        }
    }

    /**
     * Waits until the request can run. The turn of the request ends with {@link #leave}.
     *
     * @return empty if the request can run immediately; otherwise completes when it can run, and fails with 503 if it
     *     has waited too long
     * @throws ProblemException 503 if too many requests are waiting
     */
    Optional<Uni<Void>> enter(RoutingContext context) {
        Turn turn = new Turn(QuotaClient.of(context).subscriber());
        boolean isRunning = startOrWait(turn);
        Runnable end = () -> end(turn);
        context.put(KEY, end);
        // A request that is still waiting when its client disconnects does not run. A running search uses its thread
        // until leave reports its end. The timer frees its place even if leave is never called.
        context.addEndHandler(ended -> {
            if (!removeWaiting(turn) && turn.isRunning) {
                context.vertx().setTimer(MAX_RUN_MILLIS, late -> end.run());
            }
        });
        if (isRunning) {
            return Optional.empty();
        }
        context.vertx().setTimer(MAX_WAIT_MILLIS, late -> removeWaiting(turn));
        return Optional.of(Uni.createFrom().completionStage(turn.start));
    }

    /** Ends the turn of a request. Has no effect on a request without a turn. */
    static void leave(RoutingContext context) {
        Runnable end = context.get(KEY);
        if (end != null) {
            end.run();
        }
    }

    /** Returns the number of waiting requests. */
    synchronized int waiting() {
        return waiting;
    }

    private synchronized boolean startOrWait(Turn turn) {
        if (running < maxRunning && waiting == 0) {
            start(turn);
            return true;
        }
        int own = waitingByClient.getOrDefault(turn.client, EMPTY).size();
        // A client may not have more waiting requests than there are free places in the queue.
        if (own >= MAX_WAITING - waiting) {
            throw tooMany();
        }
        waitingByClient
                .computeIfAbsent(turn.client, first -> new ArrayDeque<>())
                .add(turn);
        waiting++;
        resumeNext();
        return false;
    }

    private void start(Turn turn) {
        turn.isRunning = true;
        running++;
        runningByClient.merge(turn.client, 1, Integer::sum);
    }

    private synchronized void end(Turn turn) {
        if (turn.isRunning) {
            turn.isRunning = false;
            running--;
            runningByClient.computeIfPresent(turn.client, (client, count) -> count == 1 ? null : count - 1);
            resumeNext();
        }
    }

    /** Removes a request that is still waiting, and rejects it. Returns false if it has already started. */
    private synchronized boolean removeWaiting(Turn turn) {
        boolean isRemoved = waitingByClient.getOrDefault(turn.client, EMPTY).remove(turn);
        if (isRemoved) {
            waiting--;
            waitingByClient.computeIfPresent(turn.client, (client, own) -> own.isEmpty() ? null : own);
            turn.resume(tooMany());
        }
        return isRemoved;
    }

    /** Starts waiting requests while the limits permit it. */
    private void resumeNext() {
        while (running < maxRunning) {
            Optional<String> next =
                    waitingByClient.keySet().stream().filter(this::canStart).findFirst();
            if (next.isEmpty()) {
                return;
            }
            // The client is added again after all other clients.
            Queue<Turn> own = waitingByClient.remove(next.get());
            Turn turn = own.remove();
            waiting--;
            if (!own.isEmpty()) {
                waitingByClient.put(turn.client, own);
            }
            start(turn);
            turn.resume(null);
        }
    }

    private boolean canStart(String client) {
        return waitingByClient.size() == 1 || runningByClient.getOrDefault(client, 0) < maxRunning / 2;
    }

    private static ProblemException tooMany() {
        return Problems.unavailable("Too many searches are waiting. Retry later.", RETRY_SECONDS);
    }
}
