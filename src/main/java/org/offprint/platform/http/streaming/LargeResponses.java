package org.offprint.platform.http.streaming;

import io.quarkus.scheduler.Scheduled;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
 * Limits the memory of large responses that wait for slow clients. By default, the server would copy each response out
 * of the heap for each client, and a few stalled clients could exhaust the memory. Large responses are therefore sent
 * in chunks, each of which follows after the client has received the previous one. The total number of waiting bytes is
 * limited. If several responses share a body, its bytes are counted once. Stalled clients are disconnected after a
 * timeout, or earlier if a new response requires the memory.
 */
@ApplicationScoped
public class LargeResponses {

    /** Minimum size of a response that is sent in chunks, in bytes. */
    public static final int MIN_SIZE = 128_000;

    /**
     * Maximum number of response bytes that wait for clients, which is sufficient for two of the largest sitemaps or a
     * few dozen harvest pages.
     */
    static final long MAX_WAITING_BYTES = 100_000_000;

    /**
     * Maximum number of bytes of aborted responses that are not released yet. If this number is exceeded, new large
     * responses are rejected.
     */
    private static final long MAX_RELEASING_BYTES = MAX_WAITING_BYTES / 2;

    private static final Logger LOG = Logger.getLogger(LargeResponses.class);
    private static final int RETRY_SECONDS = 10;

    private final Duration clientTimeout;
    private final Set<LargeResponse> waiting = new LinkedHashSet<>();
    private final Map<byte[], Integer> shared = new IdentityHashMap<>();
    private long bytes;
    private long releasing;

    LargeResponses(@ConfigProperty(name = "offprint.answers.patience") Duration timeout) {
        this.clientTimeout = timeout;
    }

    /**
     * Reserves memory for a response body until it is sent or the client has disconnected.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if too many bytes are waiting for clients that are still
     *     reading
     */
    public LargeResponse admit(byte[] body, RoutingContext context) {
        LargeResponse answer = new LargeResponse(body, context);
        enter(answer);
        context.addEndHandler(ended -> {
            leave(answer);
            answer.release();
        });
        return answer;
    }

    synchronized void enter(LargeResponse answer) {
        byte[] body = answer.body();
        if (!shared.containsKey(body)) {
            while (bytes > 0 && bytes + body.length > MAX_WAITING_BYTES) {
                // Even slow clients read a chunk from time to time. Therefore, only clients that have stalled or use
                // more than half of the memory are disconnected.
                Optional<LargeResponse> idle = releasing > MAX_RELEASING_BYTES
                        ? Optional.empty()
                        : longestIdle(clientTimeout.dividedBy(6)).or(() -> slowestOfLargestClient(answer.client()));
                cut(idle.orElseThrow(() -> Problems.unavailable(
                        "The service is sending too many large responses. Retry later.", RETRY_SECONDS)));
            }
            bytes += body.length;
        }
        shared.merge(body, 1, Integer::sum);
        waiting.add(answer);
    }

    synchronized void leave(LargeResponse answer) {
        if (waiting.remove(answer) && shared.merge(answer.body(), -1, Integer::sum) == 0) {
            shared.remove(answer.body());
            bytes -= answer.length();
        }
    }

    private Optional<LargeResponse> longestIdle(Duration atLeast) {
        return waiting.stream()
                .filter(answer -> answer.isIdleFor(atLeast))
                .min(Comparator.comparingLong(LargeResponse::takenAt));
    }

    /**
     * Finds the client whose responses use more than half of the memory, and returns its response that has been idle
     * the longest. Returns empty if no client uses that much memory, or if this client sent the current request.
     */
    private Optional<LargeResponse> slowestOfLargestClient(String requesting) {
        Map<String, Long> byClient = new HashMap<>();
        waiting.forEach(answer -> byClient.merge(answer.client(), (long) answer.length(), Long::sum));
        return byClient.entrySet().stream()
                .filter(each -> each.getValue() > MAX_WAITING_BYTES / 2)
                // A client with an unknown address has an empty string as its map key.
                .filter(each -> !each.getKey().isEmpty() && !each.getKey().equals(requesting))
                .findFirst()
                .flatMap(largest -> waiting.stream()
                        .filter(answer -> answer.client().equals(largest.getKey()))
                        .min(Comparator.comparingLong(LargeResponse::takenAt)));
    }

    private void cut(LargeResponse answer) {
        LOG.debug("The response was aborted because the client stopped reading");
        long before = bytes;
        leave(answer);
        long released = before - bytes;
        releasing += released;
        answer.abort(() -> endRelease(released));
    }

    private synchronized void endRelease(long released) {
        releasing -= released;
    }

    /** Aborts large responses whose clients have stopped reading. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    synchronized void abortIdle() {
        List<LargeResponse> idle = new ArrayList<>(waiting);
        idle.removeIf(answer -> !answer.isIdleFor(clientTimeout));
        idle.forEach(this::cut);
    }
}
