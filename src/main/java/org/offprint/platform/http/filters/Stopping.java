package org.offprint.platform.http.filters;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Rejects new requests during shutdown, after the delay in which only the readiness check fails. The framework then
 * waits for requests in progress, but would still accept new ones and abort them at the end.
 */
@Singleton
public class Stopping {

    /**
     * Margin before the framework starts waiting, so that no request is accepted after it has found none in progress.
     */
    private static final Duration AHEAD = Duration.ofMillis(200);

    private final Duration delay;
    private volatile boolean told;
    private volatile long refusingFrom;

    Stopping(@ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
        this.delay = delay.map(whole -> whole.minus(AHEAD)).orElse(Duration.ZERO);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        refusingFrom = System.nanoTime() + Math.max(0, delay.toNanos());
        told = true;
    }

    /** Returns whether new requests are rejected. */
    public boolean refuses() {
        return told && System.nanoTime() - refusingFrom >= 0;
    }
}
