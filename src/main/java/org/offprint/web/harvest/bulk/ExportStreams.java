package org.offprint.web.harvest.bulk;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.platform.http.streaming.Connections;
import org.offprint.platform.http.streaming.ReadPace;
import org.offprint.platform.http.streaming.StreamLimiter;

/**
 * Streams responses of any length. A chunk is sent only after the client has received the previous one, so slow clients
 * occupy neither a thread nor a database connection. Clients that read no data within the timeout are disconnected.
 */
@ApplicationScoped
public class ExportStreams {

    private static final Logger LOG = Logger.getLogger(ExportStreams.class);
    private static final int RETRY_SECONDS = 60;
    private static final long CHECK_MILLIS = 1_000;
    /** Maximum number of bytes in a single write to the client. */
    private static final int PIECE_BYTES = 64 * 1024;
    /** Number of threads that compress exports. Half of the processors remain available to all other requests. */
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final Duration timeout;
    private final StreamLimiter limiter;

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, task -> {
        Thread maker = new Thread(task, "offprint-export");
        maker.setDaemon(true);
        return maker;
    });

    ExportStreams(
            MeterRegistry registry,
            @ConfigProperty(name = "offprint.exports.concurrent-streams") int most,
            @ConfigProperty(name = "offprint.exports.concurrent-streams-per-client") int mostOfClient,
            @ConfigProperty(name = "offprint.exports.patience") Duration timeout) {
        this.timeout = timeout;
        int reserved = most > 1 ? Math.max(1, most / 4) : 0;
        this.limiter = new StreamLimiter("exports", most, reserved, mostOfClient, timeout, RETRY_SECONDS);
        Gauge.builder("offprint.export.streams", limiter, StreamLimiter::inUse)
                .description("Number of running exports of all records")
                .register(registry);
    }

    /** Splits chunks into pieces of limited size, in order. An empty piece ends the response. */
    private static final class Pieces {

        private final Supplier<byte[]> chunks;
        private byte[] chunk = new byte[0];
        private int position;

        Pieces(Supplier<byte[]> chunks) {
            this.chunks = chunks;
        }

        boolean isNextReady() {
            return position < chunk.length;
        }

        byte[] next() {
            if (!isNextReady()) {
                chunk = chunks.get();
                position = 0;
            }
            int end = Math.min(chunk.length, position + PIECE_BYTES);
            byte[] piece = Arrays.copyOfRange(chunk, position, end);
            position = end;
            return piece;
        }
    }

    /**
     * Streams a response until the supplier returns an empty chunk.
     *
     * @throws org.offprint.kernel.faults.ProblemException 429 if this client has too many running exports, 503 if too
     *     many exports are running in total
     */
    public Multi<byte[]> of(Supplier<byte[]> chunks, RoutingContext context) {
        StreamLimiter.Permit permit = limiter.enter(context);
        ReadPace pace = permit.pace();
        Pieces pieces = new Pieces(chunks);
        AtomicInteger given = new AtomicInteger();
        long timer = context.vertx().setPeriodic(CHECK_MILLIS, id -> {
            if (pace.writingNanos() > timeout.toNanos()) {
                context.vertx().cancelTimer(id);
                LOG.info("An export was aborted because the client stopped reading");
                Connections.abort(context);
                permit.release();
            }
        });
        Runnable end = () -> {
            permit.release();
            context.vertx().cancelTimer(timer);
        };
        context.addEndHandler(ended -> end.run());
        return Multi.createBy()
                .repeating()
                .uni(() -> {
                    pace.end(given.get());
                    Uni<byte[]> next = Uni.createFrom().item(() -> {
                        byte[] piece = permit.isReleased() ? new byte[0] : pieces.next();
                        given.set(piece.length);
                        pace.begin();
                        return piece;
                    });
                    return pieces.isNextReady() ? next : next.runSubscriptionOn(executor);
                })
                .until(piece -> piece.length == 0)
                .onFailure()
                .invoke(failure -> {
                    LOG.errorf(failure, "An export was aborted because of an error");
                    // Abort the connection: if the response ended normally, clients would treat the incomplete file as
                    // complete.
                    Connections.abort(context);
                })
                .onTermination()
                .invoke(end);
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}
