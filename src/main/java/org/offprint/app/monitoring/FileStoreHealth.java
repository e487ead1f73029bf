package org.offprint.app.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;
import org.offprint.platform.files.store.FileStore;

/**
 * Health check that fails if the file store does not accept files. The file store is tested every 30 seconds. The check
 * does not affect readiness, because existing files can still be served if the disk is full or the bucket is
 * unavailable.
 */
@Startup
@Wellness
@ApplicationScoped
class FileStoreHealth implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(FileStoreHealth.class);

    private final FileStore store;
    private volatile boolean isWritable = true;

    FileStoreHealth(FileStore store, MeterRegistry registry) {
        this.store = store;
        Gauge.builder("offprint.files.writable", () -> isWritable ? 1 : 0)
                .description("1 if the file store accepts files, otherwise 0")
                .register(registry);
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tryToWrite() {
        try {
            store.checkWritable();
            if (!isWritable) {
                LOG.info("The file store accepts files again");
            }
            isWritable = true;
        } catch (IOException e) {
            if (isWritable) {
                LOG.warnf("The file store does not accept files: %s", e.getMessage());
            }
            isWritable = false;
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("files").status(isWritable).build();
    }
}
