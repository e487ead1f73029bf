package org.offprint.app.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.offprint.platform.changes.LocalFollowers;

/**
 * Readiness check that fails if this node lags too far behind the change log. Clients of a lagging node could not read
 * their own writes.
 */
@Readiness
@ApplicationScoped
class ChangeLogHealth implements HealthCheck {

    /**
     * Maximum lag behind the change log for a ready node. The maximum exceeds the delays between retries, so that a
     * single failure does not make the node unready.
     */
    private static final Duration MAX_LAG = Duration.ofSeconds(10);

    private final LocalFollowers followers;

    ChangeLogHealth(LocalFollowers followers, MeterRegistry registry) {
        this.followers = followers;
        Gauge.builder("offprint.changes.unseen.seconds", this, ChangeLogHealth::seconds)
                .description("Seconds since this node last read the whole change log")
                .register(registry);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("change log")
                .status(followers.sinceEnd().compareTo(MAX_LAG) < 0)
                .build();
    }

    private double seconds() {
        return followers.sinceEnd().toMillis() / 1_000.0;
    }
}
