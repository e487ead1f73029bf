package org.offprint.services.registration.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.faults.Finding;
import org.offprint.platform.jobs.RecordOutcome;

/** Outcome of one article in a registration run. */
@Schema(name = "RegistrationRunOutcome", description = "Outcome of one article of a registration run.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunOutcome(
        @Schema(required = true, description = "Position of the article in the run, starting at 1.")
        long number,

        @Schema(required = true, description = "Id of the article.")
        UUID article,

        @Schema(description = "DOI, or the identifier of the registration service if it does not use DOIs.")
        String identifier,

        @Schema(
                required = true,
                description = "Outcome. `created`: the registration service has no record of the article yet."
                        + " `updated`: the registration service has different content, or receives the same content"
                        + " again. `unchanged`: nothing needs to be sent. `failed`: the article cannot be sent.")
        RecordOutcome outcome,

        @Schema(description = "Id of the registration that is sent. Absent in dry runs that send nothing.")
        UUID registration,

        @Schema(required = true, description = "Reasons why the article cannot be sent.")
        List<Finding> findings,

        @Schema(
                nullable = true,
                description = "JSON Pointers of the members that differ from the registered record. Present only in"
                        + " comparisons.")
        List<String> differs,

        @Schema(description = "Size in bytes of the file that would be sent. Present only if files are rendered.")
        Integer bytes,

        @Schema(
                description = "File that would be sent. Present only if the run renders at most 20 articles, which are"
                        + " specified by id.")
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
