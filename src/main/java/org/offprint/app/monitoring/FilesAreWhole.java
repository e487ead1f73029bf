package org.offprint.app.monitoring;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.offprint.platform.files.FileScrub;

/** Reports whether all files that were read since the start have the bytes that were stored. */
@Wellness
@ApplicationScoped
class FilesAreWhole implements HealthCheck {

    private final FileScrub scrub;

    FilesAreWhole(FileScrub scrub) {
        this.scrub = scrub;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("bytes of files")
                .status(scrub.faults().isEmpty())
                .build();
    }
}
