package org.offprint.platform.http.filters;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Rejects new requests during shutdown, after a delay in which only the readiness check fails. The framework then waits
 * for requests in progress. Without this rejection, the framework would continue to accept requests and abort them at
 * the end of the shutdown.
 */
@Singleton
public class ShutdownState {

    /**
     * Time by which the rejection of new requests precedes the framework's wait for requests in progress. Without this
     * margin, a request could be accepted after the framework has found none in progress.
     */
    private static final Duration AHEAD = Duration.ofMillis(200);

    private final Duration delay;
    private volatile boolean isStopping;
    private volatile long refusingFrom;

    ShutdownState(@ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
        this.delay = delay.map(whole -> whole.minus(AHEAD)).orElse(Duration.ZERO);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        refusingFrom = System.nanoTime() + Math.max(0, delay.toNanos());
        isStopping = true;
    }

    /** Returns whether the service is shutting down and rejects new requests. */
    public boolean rejectsRequests() {
        return isStopping && System.nanoTime() - refusingFrom >= 0;
    }
}
