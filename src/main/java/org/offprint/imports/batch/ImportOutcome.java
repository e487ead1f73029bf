package org.offprint.imports.batch;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.formats.reading.Unplaced;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.platform.jobs.RecordOutcome;

/** Outcome of one imported record, as shown in the list of outcomes. */
@Schema(name = "ImportOutcome", description = "The outcome of one record of an import.")
public record ImportOutcome(
        @Schema(required = true, description = "Position of the record in the import, from 1.")
        long number,

        @Schema(required = true, description = "Outcome of the record.")
        RecordOutcome outcome,

        @Schema(
                description = "Kind of the record. Absent if it is unknown.",
                enumeration = {"journal", "issue", "affiliation", "article", "outside-work"})
        String kind,

        @Schema(description = "Id of the record that was created, changed or found.")
        UUID id,

        @Schema(description = "Name of the file that contains the record, if it is known.")
        String file,

        @Schema(description = "Line of the file at which the record begins. Absent if the format has no lines.")
        Long line,

        @Schema(required = true, description = "Reasons why the record failed. Only the first 100 are listed.")
        List<Finding> problems,

        @Schema(required = true, description = "Source data for which the record has no member.")
        List<Unplaced> unplaced,

        @Schema(
                required = true,
                description = "Affiliations that are given only as printed text, with the organizations in this"
                        + " service that they may refer to. Each text is listed once. At most 100 texts are listed.")
        List<MatchedAffiliation> matches,

        @Schema(
                required = true,
                description = "Records that did not exist and were created because this record refers to them.")
        List<CreatedRecord> created,

        @Schema(
                required = true,
                description = "URL of the imported record (`self`). Empty if the record was not stored.")
        Map<String, String> links) {

    /** Record that an import created because an imported record refers to it. */
    @Schema(
            name = "CreatedSource",
            description = "Record that an import created because an imported record refers to it.")
    public record CreatedRecord(
            @Schema(
                    required = true,
                    enumeration = {"journal", "section", "issue", "affiliation"},
                    description = "Kind of the created record.")
            String kind,

            @Schema(required = true) UUID id,

            @Schema(required = true, description = "URL of the created record (`self`).")
            Map<String, String> links) {

        /**
         * Returns the entry for a section that the import created. The entry links to the journal, because a section
         * can be read only as part of its journal.
         */
        public static CreatedRecord section(UUID id, UUID journal) {
            return new CreatedRecord("section", id, Map.of("journal", path("journal", journal)));
        }

        static CreatedRecord of(String kind, UUID id) {
            return new CreatedRecord(kind, id, Map.of("self", path(kind, id)));
        }
    }

    /** Printed affiliation with its candidate organizations. */
    @Schema(
            name = "MatchedText",
            description = "Affiliation that is only given as printed text, with its candidate organizations.")
    public record MatchedAffiliation(
            @Schema(
                    required = true,
                    description = "JSON Pointer to the first occurrence of the text in the record.",
                    examples = "/contributors/0/affiliations/0")
            String pointer,

            @Schema(
                    required = true,
                    description = "Printed text, truncated if it is long. The record keeps the whole text.")
            String text,

            @Schema(description = "Id of the organization to which the text is linked. Absent if no candidate is sure.")
            UUID linked,

            @Schema(required = true, description = "Candidate organizations, most likely first, at most 3.")
            List<MatchedOrganization> candidates) {

        static MatchedAffiliation of(String pointer, String text, UUID linked, List<AffiliationLink> links) {
            return new MatchedAffiliation(
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

    /** Organization that a printed affiliation may refer to. */
    @Schema(name = "MatchedOrganization", description = "Organization that a printed affiliation may refer to.")
    public record MatchedOrganization(
            @Schema(required = true, description = "Id of the affiliation record.")
            UUID id,

            @Schema(required = true, description = "Name of the organization.")
            String name,

            @Schema(description = "ROR id of the organization.")
            RorId ror,

            @Schema(
                    required = true,
                    minimum = "0",
                    maximum = "1",
                    description = "Likelihood of the match, from 0 to 1. Candidates with at least 0.88 may be linked.")
            double score,

            @Schema(required = true, description = "URL of the affiliation record (`self`).")
            Map<String, String> links) {}

    public static String path(String kind, UUID id) {
        return "/v1/" + kind + "s/" + id;
    }
}
