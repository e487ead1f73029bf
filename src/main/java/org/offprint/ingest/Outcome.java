package org.offprint.ingest;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.http.problem.Finding;
import org.offprint.jobs.RecordOutcome;

/** What became of one record of an import, as lists show it. */
@Schema(name = "ImportOutcome", description = "What became of one record of an import.")
public record Outcome(
        @Schema(required = true, description = "Which record of the import it is, from 1.")
        long number,

        @Schema(required = true) RecordOutcome outcome,

        @Schema(
                description = "What it is; absent where that cannot be told.",
                enumeration = {"journal", "issue", "affiliation", "article"})
        String kind,

        @Schema(description = "Of the record that was created, changed or found.")
        UUID id,

        @Schema(description = "The name of its file, where it has one.")
        String file,

        @Schema(description = "The line of the file where it begins, where the format has lines.")
        Long line,

        @Schema(required = true, description = "Why it failed.")
        List<Finding> problems,

        @Schema(required = true, description = "What the source holds and the record has no place for.")
        List<Unplaced> unplaced,

        @Schema(required = true, description = "What it names that was not there and was created with it.")
        List<Made> created,

        @Schema(required = true) Map<String, String> links) {

    /** A record that was created because another names it. */
    @Schema(name = "CreatedSource")
    public record Made(
            @Schema(
                    required = true,
                    enumeration = {"journal", "issue", "affiliation"})
            String kind,

            @Schema(required = true) UUID id,
            @Schema(required = true) Map<String, String> links) {

        static Made of(String kind, UUID id) {
            return new Made(kind, id, Map.of("self", path(kind, id)));
        }
    }

    static String path(String kind, UUID id) {
        return "/v1/" + kind + "s/" + id;
    }
}
