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
 * Answers of any length. The next piece is made when the client has taken the one before, so a slow one holds neither a
 * thread nor a connection to the database; one that takes nothing for a while is given up.
 */
@ApplicationScoped
public class ExportStreams {

    private static final Logger LOG = Logger.getLogger(ExportStreams.class);
    private static final int RETRY_SECONDS = 60;
    private static final long LOOK_MILLIS = 1_000;
    /** Compressing for those who take everything leaves half of the processors to all others. */
    private static final int MAKERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final int most;
    private final int mostOfClient;
    private final Duration patience;
    private final Caller caller;
    private final AtomicInteger running = new AtomicInteger();
    /** Those that are being sent, by client; of no more clients than there are such exports. */
    private final Map<String, Integer> byClient = new HashMap<>();

    private final ExecutorService makers = Executors.newFixedThreadPool(MAKERS, task -> {
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
        this.most = most;
        this.mostOfClient = mostOfClient;
        this.patience = patience;
        Gauge.builder("offprint.export.streams", running, AtomicInteger::get)
                .description("Exports of everything that are being sent")
                .register(registry);
    }

    /**
     * Sends pieces until there is an empty one.
     *
     * @throws org.offprint.kernel.faults.ProblemException 429 where too many are being sent to this client; 503 where too
     *     many are being sent
     */
    public Multi<byte[]> of(Supplier<byte[]> pieces, RoutingContext context) {
        AtomicBoolean over = new AtomicBoolean();
        String client = client(context);
        enter(client);
        AtomicLong given = new AtomicLong(Long.MAX_VALUE);
        long timer = context.vertx().setPeriodic(LOOK_MILLIS, id -> {
            long since = given.get();
            if (since != Long.MAX_VALUE && System.nanoTime() - since > patience.toNanos()) {
                context.vertx().cancelTimer(id);
                LOG.info("An export is ended because its client takes nothing any more");
                Connections.cut(context);
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
                        .runSubscriptionOn(makers))
                .until(piece -> piece.length == 0)
                .onFailure()
                .invoke(failure -> {
                    LOG.errorf(failure, "An export ended before its end");
                    // An answer that just ended would look like a whole one; this one is broken off.
                    Connections.cut(context);
                })
                .onTermination()
                .invoke(end);
    }

    @PreDestroy
    void stop() {
        makers.shutdownNow();
    }

    /** Names who asks: the key or, without one, the address that the request came from. */
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
            if (byClient.getOrDefault(client, 0) >= mostOfClient) {
                throw Problems.tooManyRequests(
                        "You are being sent " + mostOfClient + " exports, and no more at a time.", RETRY_SECONDS);
            }
            if (running.get() >= most) {
                throw Problems.unavailable("Too many exports are being sent.", RETRY_SECONDS);
            }
            running.incrementAndGet();
            byClient.merge(client, 1, Integer::sum);
        }
    }
}
