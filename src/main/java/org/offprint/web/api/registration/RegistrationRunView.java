package org.offprint.web.api.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Json;
import org.offprint.platform.jobs.Job;
import org.offprint.platform.jobs.JobStatus;
import org.offprint.platform.jobs.OutcomeCounts;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.runs.DryRun;
import org.offprint.services.registration.runs.RunRequest;
import org.offprint.services.registration.targets.Target;

/** Registration run with its progress. */
@Schema(name = "RegistrationRun", description = "Registration run with its progress.")
record RegistrationRunView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "Status of the run.")
        JobStatus status,

        @Schema(description = "Reason why the run failed. Omitted unless the run failed.")
        String problem,

        @Schema(description = "Total number of articles in the run. Omitted until the number is known.")
        Long total,

        @Schema(required = true, description = "Number of articles processed so far, with any outcome.")
        long processed,

        @Schema(
                required = true,
                description = "Number of articles that are not yet registered with the registration service.")
        long created,

        @Schema(
                required = true,
                description = "Number of articles that are registered with different content, or that are sent again"
                        + " without changes.")
        long updated,

        @Schema(required = true, description = "Number of articles for which no file is sent.")
        long unchanged,

        @Schema(required = true, description = "Number of articles that cannot be sent to the registration service.")
        long failed,

        @Schema(
                required = true,
                description = "Progress of the run, from 0 to 1. The sending of records is not included.")
        double share,

        @Schema(
                nullable = true,
                description = "Number of registrations of the run by current state. The states show how many records"
                        + " have been sent.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, Long> registrations,

        @Schema(required = true, description = "Id of the journal whose articles are registered.")
        UUID journal,

        @Schema(
                description = "Id of the issue to which the run is limited. Omitted if the run is not limited to an"
                        + " issue.")
        UUID issue,

        @Schema(
                nullable = true,
                description = "Ids of the articles to which the run is limited. Omitted if the run is not limited to"
                        + " certain articles.")
        List<UUID> articles,

        @Schema(
                nullable = true,
                description = "States of registrations to which the run is limited. Omitted if the run is not limited"
                        + " to certain states.")
        List<RegistrationState> states,

        @Schema(required = true, description = "Registration service of the run.")
        Target target,

        @Schema(required = true, description = "Id of the account with the registration service.")
        UUID account,

        @Schema(description = "Kind of the dry run. Omitted if the run sends records to the service.")
        DryRun dryRun,

        @Schema(required = true, description = "Name of the API key that started the run.")
        String by,

        @Schema(required = true) Instant createdAt,
        Instant startedAt,
        Instant endedAt,

        @Schema(
                required = true,
                description = "URLs of the run (`self`), its outcomes (`outcomes`) and its failed outcomes (`failed`).")
        Map<String, String> links) {

    /** URL path of the list of registration runs. */
    static final String PATH = "/v1/registration-runs";

    static RegistrationRunView of(Job job, Map<String, Long> registrations) {
        RunRequest request = Json.read(job.request(), RunRequest.class);
        OutcomeCounts tally = job.tally();
        return new RegistrationRunView(
                job.id(),
                job.status(),
                job.problem(),
                job.total(),
                tally.processed(),
                tally.created(),
                tally.updated(),
                tally.unchanged(),
                tally.failed(),
                Math.round(job.share() * 10_000) / 10_000.0,
                registrations,
                request.journal(),
                request.issue(),
                request.articles(),
                request.states(),
                request.target(),
                request.account(),
                request.dryRun(),
                job.by().name(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                links(job.id()));
    }

    private static Map<String, String> links(UUID id) {
        Map<String, String> links = new LinkedHashMap<>();
        String self = PATH + "/" + id;
        links.put("self", self);
        links.put("outcomes", self + "/outcomes");
        links.put("failed", self + "/outcomes?outcome=failed");
        return links;
    }
}
