package org.offprint.imports.batch;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.formats.reading.Unplaced;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.platform.jobs.RecordOutcome;

/** The outcome of one record of an import, as lists show it. */
@Schema(name = "ImportOutcome", description = "What became of one record of an import.")
public record ImportOutcome(
        @Schema(required = true, description = "Which record of the import it is, from 1.")
        long number,

        @Schema(required = true) RecordOutcome outcome,

        @Schema(
                description = "What it is; absent where that cannot be told.",
                enumeration = {"journal", "issue", "affiliation", "article", "outside-work"})
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

        @Schema(
                required = true,
                description =
                        "Affiliations given as printed alone, and the organizations held here that they may be: each"
                                + " text once, 100 at most.")
        List<Matched> matches,

        @Schema(required = true, description = "What it names that was not there and was created with it.")
        List<Made> created,

        @Schema(required = true) Map<String, String> links) {

    /** A record that was created because another names it. */
    @Schema(name = "CreatedSource")
    public record Made(
            @Schema(
                    required = true,
                    enumeration = {"journal", "section", "issue", "affiliation"})
            String kind,

            @Schema(required = true) UUID id,
            @Schema(required = true) Map<String, String> links) {

        /** A section is read with its journal. */
        public static Made section(UUID id, UUID journal) {
            return new Made("section", id, Map.of("journal", path("journal", journal)));
        }

        static Made of(String kind, UUID id) {
            return new Made(kind, id, Map.of("self", path(kind, id)));
        }
    }

    /** An affiliation as printed, and whose it may be. */
    @Schema(name = "MatchedText")
    public record Matched(
            @Schema(
                    required = true,
                    description = "Where the record has it first.",
                    examples = "/contributors/0/affiliations/0")
            String pointer,

            @Schema(
                    required = true,
                    description = "The words as printed, cut where they are long; they stay in the record.")
            String text,

            @Schema(description = "The organization that it is linked to; absent where none is sure.")
            UUID linked,

            @Schema(required = true, description = "The likeliest first, three at most.")
            List<MatchedOrganization> candidates) {

        static Matched of(String pointer, String text, UUID linked, List<AffiliationLink> links) {
            return new Matched(
                    pointer,
                    text,
                    linked,
                    links.stream()
                            .map(link -> new MatchedOrganization(
                                    link.id(),
                                    link.name(),
                                    link.ror(),
                                    link.score(),
                                    Map.of("self", path("affiliation", link.id()))))
                            .toList());
        }
    }

    /** An organization that an affiliation as printed may be of. */
    @Schema(name = "MatchedOrganization")
    public record MatchedOrganization(
            @Schema(required = true) UUID id,
            @Schema(required = true) String name,
            RorId ror,

            @Schema(
                    required = true,
                    minimum = "0",
                    maximum = "1",
                    description = "How sure it is; from 0.88 it may be linked.")
            double score,

            @Schema(required = true) Map<String, String> links) {}

    public static String path(String kind, UUID id) {
        return "/v1/" + kind + "s/" + id;
    }
}
