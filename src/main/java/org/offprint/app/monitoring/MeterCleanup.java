package org.offprint.app.monitoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Removes all meters when the service stops. In development mode and in tests, the next service runs in the same
 * process and has the same registry. Without the removal, the next service would report the gauges of this service.
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
