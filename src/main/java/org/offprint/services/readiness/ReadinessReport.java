package org.offprint.services.readiness;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.services.readiness.StoredReadiness.Counts;
import org.offprint.services.readiness.rules.Indexer;
import org.offprint.services.readiness.rules.ReadinessRule.About;
import org.offprint.services.readiness.rules.ReadinessRule.Level;
import org.offprint.services.readiness.rules.Verdict.Outcome;
import org.offprint.services.readiness.rules.Verdict.Place;

/** Outcomes of the readiness rules for one record. */
@Schema(description = "Outcomes of the readiness rules for one record.")
public record ReadinessReport(
        @Schema(required = true, description = "Kind of the checked record.")
        About about,

        @Schema(required = true, description = "Id of the checked record.")
        UUID id,

        @Schema(required = true, description = "Version of the rule set.", examples = "1")
        int ruleSet,

        @Schema(required = true, description = "Outcome counts per indexing service.")
        List<IndexerReadiness> indexers,

        @Schema(required = true, description = "Outcome of each rule, in rule order.")
        List<RuleOutcome> rules,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Number of published articles per failed rule. Present only for issues and journals.")
        Counts articles) {

    /** Returns a copy of the report with the given article counts. */
    ReadinessReport of(Counts counted) {
        return new ReadinessReport(about, id, ruleSet, indexers, rules, counted);
    }

    /** Outcomes of the rules of one indexing service. */
    @Schema(description = "Outcomes of the rules of one indexing service.")
    public record IndexerReadiness(
            @Schema(required = true, description = "Indexing service whose rules are counted.")
            Indexer indexer,

            @Schema(
                    required = true,
                    description =
                            "Worst outcome of the rules of level `must`: `fail` if any rule fails, otherwise `unknown` if"
                                    + " any rule cannot be checked, otherwise `pass`.")
            Outcome outcome,

            @Schema(required = true, description = "Number of rules of level `must` per outcome.")
            OutcomeCounts must,

            @Schema(required = true, description = "Number of rules of level `should` per outcome.")
            OutcomeCounts should) {}

    /** Number of rules per outcome. */
    @Schema(description = "Number of rules per outcome.")
    public record OutcomeCounts(
            @Schema(required = true, description = "Number of rules that pass.")
            long pass,

            @Schema(required = true, description = "Number of rules that fail.")
            long fail,

            @Schema(required = true, description = "Number of rules whose outcome is unknown.")
            long unknown) {}

    /** Outcome of one readiness rule. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(description = "Outcome of one rule for the checked record.")
    public record RuleOutcome(
            @Schema(required = true, description = "Id of the rule.", examples = "cr-01")
            String rule,

            @Schema(required = true, description = "Indexing service that defines the rule.")
            Indexer indexer,

            @Schema(required = true, description = "Level of the rule: `must` or `should`.")
            Level level,

            @Schema(required = true, description = "Kind of the record that `places` refers to.")
            About about,

            @Schema(
                    required = true,
                    examples = "fail",
                    description = "Outcome of the rule: `pass`, `unknown` or `fail`.")
            Outcome outcome,

            @Schema(required = true, description = "Rule as one sentence.")
            String text,

            @Schema(description = "How to meet the rule. Absent if the rule passes.")
            String remedy,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Schema(
                    nullable = true,
                    description = "Places in the record that fail the rule or lack data, at most 20. Absent if the rule"
                            + " passes.")
            List<Place> places) {}
}
