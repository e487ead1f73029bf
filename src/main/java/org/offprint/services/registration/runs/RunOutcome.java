package org.offprint.services.registration.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.faults.Finding;
import org.offprint.platform.jobs.RecordOutcome;

/** The outcome of one article of a run. */
@Schema(name = "RegistrationRunOutcome")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunOutcome(
        @Schema(required = true, description = "Its place in the run, from 1.")
        long number,

        @Schema(required = true) UUID article,

        @Schema(description = "The DOI, or what else the service knows the article by.")
        String identifier,

        @Schema(
                required = true,
                description =
                        "`created`: the service has nothing of it yet; `updated`: the service has something else,"
                                + " or is sent the same again; `unchanged`: nothing is to be sent; `failed`: it cannot be sent.")
        RecordOutcome outcome,

        @Schema(description = "The registration that is sent; left out in a dry run that sends nothing.")
        UUID registration,

        @Schema(required = true, description = "What keeps it from being sent.")
        List<Finding> findings,

        @Schema(nullable = true, description = "Members in which the service's record differs; of a comparison only.")
        List<String> differs,

        @Schema(description = "Bytes of the file that would be sent; of a rendering only.")
        Integer bytes,

        @Schema(description = "The file that would be sent; where up to 20 articles are rendered by their ids.")
        String file) {

    static RunOutcome failed(UUID article, String identifier, List<Finding> findings) {
        return new RunOutcome(0, article, identifier, RecordOutcome.FAILED, null, findings, null, null, null);
    }

    static RunOutcome failed(UUID article, String identifier, String code, String message) {
        return failed(article, identifier, List.of(Finding.at("", code, message)));
    }

    RunOutcome numbered(long place) {
        return new RunOutcome(place, article, identifier, outcome, registration, findings, differs, bytes, file);
    }
}
