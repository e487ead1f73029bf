package org.offprint.app.monitoring;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.offprint.platform.files.FileIntegrityScan;

/** Health check that fails if the file integrity scan has found a damaged or missing file since startup. */
@Wellness
@ApplicationScoped
class FileIntegrityHealth implements HealthCheck {

    private final FileIntegrityScan scrub;

    FileIntegrityHealth(FileIntegrityScan scrub) {
        this.scrub = scrub;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("bytes of files")
                .status(scrub.faults().isEmpty())
                .build();
    }
}
