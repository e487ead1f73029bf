package org.offprint.app.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Removes all meters when the service stops. In development mode and in tests, the next instance of the service runs in
 * the same process and uses the same registry. Without this cleanup, the next instance would report the gauges of the
 * stopped instance.
 */
@Singleton
class MeterCleanup {

    private final MeterRegistry registry;

    MeterCleanup(MeterRegistry registry) {
        this.registry = registry;
    }

    void stop(@Observes @Priority(10_000) ShutdownEvent event) {
        registry.clear();
    }
}
