package org.offprint.web.api.keys;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.jobs.Job;

/** Jobs that were stopped because the API key or person that started them lost all rights. */
@Schema(description = "Background jobs that were stopped together with a withdrawal of rights.")
public record StoppedJobs(
        @Schema(required = true, description = "Stopped jobs, oldest first.")
        List<StoppedJob> stopped) {

    /** Job that was stopped because its API key or person lost all rights. */
    @Schema(name = "StoppedJob", description = "Job that was stopped. Its status is `failed`.")
    record StoppedJob(
            @Schema(required = true) UUID id,

            @Schema(
                    required = true,
                    enumeration = {"import", "registration-run"},
                    description = "Kind of the job.")
            String kind,

            @Schema(required = true, description = "URL of the job (`self`).")
            Map<String, String> links) {}

    static StoppedJobs of(List<Job> jobs) {
        return new StoppedJobs(jobs.stream()
                .map(job -> new StoppedJob(job.id(), job.kind(), Map.of("self", "/v1/" + job.kind() + "s/" + job.id())))
                .toList());
    }
}
