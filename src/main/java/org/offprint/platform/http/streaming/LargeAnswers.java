package org.offprint.platform.http.streaming;

import io.quarkus.scheduler.Scheduled;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.kernel.faults.Problems;

/**
 * Answers that are large, and how much of them waits for clients. The server would copy the whole of an answer out of the
 * heap at once, for each client anew, and some who take nothing would leave no room for anybody. So large ones are sent by
 * pieces, each when the client has taken the one before; what waits is counted once however many share it, and has a
 * bound. Who takes nothing must go: after a while, and sooner where another needs the room.
 */
@ApplicationScoped
public class LargeAnswers {

    /** Smaller ones are sent at once, in bytes. */
    public static final int SMALLEST = 128_000;

    /** The most bytes that wait: two of the largest sitemaps, or a few dozen pages of a harvest. */
    static final long MOST = 100_000_000;

    private static final Logger LOG = Logger.getLogger(LargeAnswers.class);
    private static final int RETRY_SECONDS = 10;

    private final Duration patience;
    private final Set<LargeAnswer> waiting = new LinkedHashSet<>();
    private final Map<byte[], Integer> shared = new IdentityHashMap<>();
    private long bytes;

    LargeAnswers(@ConfigProperty(name = "offprint.answers.patience") Duration patience) {
        this.patience = patience;
    }

    /**
     * Makes room for this body until it is taken or its client is gone.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 where too much waits for clients that do take something
     */
    LargeAnswer admit(byte[] body, RoutingContext context) {
        LargeAnswer answer = new LargeAnswer(body, context);
        enter(answer);
        context.addEndHandler(ended -> leave(answer));
        return answer;
    }

    synchronized void enter(LargeAnswer answer) {
        byte[] body = answer.body();
        if (!shared.containsKey(body)) {
            while (bytes > 0 && bytes + body.length > MOST) {
                // Whoever is slow takes a piece now and then.
                LargeAnswer idle = idlest(patience.dividedBy(6))
                        .orElseThrow(() -> Problems.unavailable("Too much is being sent.", RETRY_SECONDS));
                cut(idle);
            }
            bytes += body.length;
        }
        shared.merge(body, 1, Integer::sum);
        waiting.add(answer);
    }

    synchronized void leave(LargeAnswer answer) {
        if (waiting.remove(answer) && shared.merge(answer.body(), -1, Integer::sum) == 0) {
            shared.remove(answer.body());
            bytes -= answer.body().length;
        }
    }

    private Optional<LargeAnswer> idlest(Duration atLeast) {
        return waiting.stream()
                .filter(answer -> answer.isIdleFor(atLeast))
                .min(Comparator.comparingLong(LargeAnswer::takenAt));
    }

    private void cut(LargeAnswer answer) {
        LOG.debug("An answer is ended because its client takes nothing any more");
        answer.cut();
        leave(answer);
    }

    /** Ends answers whose clients take nothing. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void endIdle() {
        List<LargeAnswer> idle = new ArrayList<>(waiting);
        idle.removeIf(answer -> !answer.isIdleFor(patience));
        idle.forEach(this::cut);
    }
}
