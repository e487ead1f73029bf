package org.offprint.platform.http.filters;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Knows when the service, told to stop, takes no more requests: after the delay in which it only says that it is not
 * ready. The framework then waits for those in flight, but would go on taking new ones, and cut them off at the end.
 */
@Singleton
public class Stopping {

    /** A little before the framework begins to wait, so that nothing is taken after it has found nothing to wait for. */
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

    /** Reports whether new requests are refused. */
    public boolean refuses() {
        return told && System.nanoTime() - refusingFrom >= 0;
    }
}
