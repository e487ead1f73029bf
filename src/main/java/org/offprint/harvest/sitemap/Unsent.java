package org.offprint.harvest.sitemap;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.offprint.harvest.Connections;
import org.offprint.http.problem.Problems;

/**
 * How much of sitemaps waits for clients to take it. Each is sent as a whole, and what is not taken of it is held outside
 * the heap, once for each client: without a bound, some that take nothing would leave no room for anybody's answers.
 */
@ApplicationScoped
class Unsent {

    /** In bytes: two of the largest. */
    static final long MOST = 100_000_000;

    private static final int RETRY_SECONDS = 60;
    private static final long LOOK_MILLIS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final AtomicLong bytes = new AtomicLong();

    /**
     * Counts an answer until it has been taken or its client is gone; one that takes too long is ended.
     *
     * @throws org.offprint.http.problem.ProblemException 503 where too much waits
     */
    void hold(int size, RoutingContext context) {
        enter(size);
        long since = System.nanoTime();
        // The end of an answer is told when it is written, which is before it is taken.
        context.vertx().setPeriodic(LOOK_MILLIS, id -> {
            boolean isLate = System.nanoTime() - since > PATIENCE.toNanos();
            if (isLate || Connections.hasTaken(context)) {
                context.vertx().cancelTimer(id);
                leave(size);
            }
            if (isLate) {
                Connections.cut(context);
            }
        });
    }

    void enter(long size) {
        if (bytes.addAndGet(size) > MOST) {
            bytes.addAndGet(-size);
            throw Problems.unavailable("Too many sitemaps are being sent.", RETRY_SECONDS);
        }
    }

    void leave(long size) {
        bytes.addAndGet(-size);
    }
}
