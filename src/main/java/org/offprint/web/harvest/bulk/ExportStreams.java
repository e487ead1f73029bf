package org.offprint.web.harvest.bulk;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.requests.ClientAddress;
import org.offprint.platform.http.streaming.Connections;
import org.offprint.platform.security.Caller;

/**
 * Streams responses of any length. The next chunk is created only after the client has received the previous chunk. A
 * slow client therefore occupies neither a thread nor a database connection. A client that reads no data until the
 * timeout is disconnected.
 */
@ApplicationScoped
public class ExportStreams {

    private static final Logger LOG = Logger.getLogger(ExportStreams.class);
    private static final int RETRY_SECONDS = 60;
    private static final long CHECK_MILLIS = 1_000;
    /** Number of threads that compress exports. Half of the processors remain available for all other requests. */
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final int maxStreams;
    private final int maxStreamsPerClient;
    private final Duration timeout;
    private final Caller caller;
    private final AtomicInteger running = new AtomicInteger();
    /** Number of running exports by client. Contains only clients with running exports. */
    private final Map<String, Integer> byClient = new HashMap<>();

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, task -> {
        Thread maker = new Thread(task, "offprint-export");
        maker.setDaemon(true);
        return maker;
    });

    ExportStreams(
            MeterRegistry registry,
            Caller caller,
            @ConfigProperty(name = "offprint.exports.concurrent-streams") int most,
            @ConfigProperty(name = "offprint.exports.concurrent-streams-per-client") int mostOfClient,
            @ConfigProperty(name = "offprint.exports.patience") Duration patience) {
        this.caller = caller;
        this.maxStreams = most;
        this.maxStreamsPerClient = mostOfClient;
        this.timeout = patience;
        Gauge.builder("offprint.export.streams", running, AtomicInteger::get)
                .description("Running exports of all records")
                .register(registry);
    }

    /**
     * Sends chunks until the supplier returns an empty chunk.
     *
     * @throws org.offprint.kernel.faults.ProblemException 429 if this client has too many running exports, 503 if too
     *     many exports are running in total
     */
    public Multi<byte[]> of(Supplier<byte[]> pieces, RoutingContext context) {
        AtomicBoolean over = new AtomicBoolean();
        String client = client(context);
        enter(client);
        AtomicLong given = new AtomicLong(Long.MAX_VALUE);
        long timer = context.vertx().setPeriodic(CHECK_MILLIS, id -> {
            long since = given.get();
            if (since != Long.MAX_VALUE && System.nanoTime() - since > timeout.toNanos()) {
                context.vertx().cancelTimer(id);
                LOG.info("An export was aborted because the client stopped reading");
                Connections.abort(context);
                leave(over, client);
            }
        });
        Runnable end = () -> {
            leave(over, client);
            context.vertx().cancelTimer(timer);
        };
        context.addEndHandler(ended -> end.run());
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom()
                        .item(() -> {
                            given.set(Long.MAX_VALUE);
                            byte[] piece = over.get() ? new byte[0] : pieces.get();
                            given.set(System.nanoTime());
                            return piece;
                        })
                        .runSubscriptionOn(executor))
                .until(piece -> piece.length == 0)
                .onFailure()
                .invoke(failure -> {
                    LOG.errorf(failure, "An export was aborted");
                    // The connection is aborted, because a normal end would make the response look complete.
                    Connections.abort(context);
                })
                .onTermination()
                .invoke(end);
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }

    /** Returns the identity of the client: the API key or, without a key, the network of the client address. */
    private String client(RoutingContext context) {
        return caller.isAnonymous()
                ? "address " + ClientAddress.network(ClientAddress.of(context.request()))
                : "key " + caller.keyId();
    }

    private void leave(AtomicBoolean over, String client) {
        if (over.compareAndSet(false, true)) {
            synchronized (byClient) {
                running.decrementAndGet();
                byClient.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    private void enter(String client) {
        synchronized (byClient) {
            if (byClient.getOrDefault(client, 0) >= maxStreamsPerClient) {
                throw Problems.tooManyRequests(
                        "You already have " + maxStreamsPerClient
                                + " running exports, which is the maximum per client. Wait until one of the exports has"
                                + " ended.",
                        RETRY_SECONDS);
            }
            if (running.get() >= maxStreams) {
                throw Problems.unavailable("Too many exports are running. Try again later.", RETRY_SECONDS);
            }
            running.incrementAndGet();
            byClient.merge(client, 1, Integer::sum);
        }
    }
}
