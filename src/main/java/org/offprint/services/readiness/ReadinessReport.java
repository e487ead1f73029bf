package org.offprint.services.readiness;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.services.readiness.KeptReadiness.Counts;
import org.offprint.services.readiness.rules.Indexer;
import org.offprint.services.readiness.rules.ReadinessRule.About;
import org.offprint.services.readiness.rules.ReadinessRule.Level;
import org.offprint.services.readiness.rules.Verdict.Outcome;
import org.offprint.services.readiness.rules.Verdict.Place;

/** The rules that a record meets, and those that it does not. */
public record ReadinessReport(
        @Schema(required = true, description = "The record that was looked at.")
        About about,

        @Schema(required = true) UUID id,

        @Schema(required = true, description = "The number of the set of rules.", examples = "1")
        int ruleSet,

        @Schema(required = true, description = "The outcomes, counted by indexer.")
        List<IndexerReadiness> indexers,

        @Schema(required = true, description = "The outcome of each rule, in the order of the rules.")
        List<RuleOutcome> rules,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                nullable = true,
                description = "Of an issue and a journal: its published articles, by the rules that they do not meet.")
        Counts articles) {

    /** Returns a copy with these counts of articles. */
    ReadinessReport of(Counts counted) {
        return new ReadinessReport(about, id, ruleSet, indexers, rules, counted);
    }

    /** The outcomes of the rules of one indexer. */
    public record IndexerReadiness(
            @Schema(required = true) Indexer indexer,

            @Schema(
                    required = true,
                    description = "The worst outcome of its rules of the level `must`: `pass` where all pass, `unknown`"
                            + " where none fails.")
            Outcome outcome,

            @Schema(required = true) OutcomeCounts must,
            @Schema(required = true) OutcomeCounts should) {}

    /** Outcomes, counted. */
    public record OutcomeCounts(
            @Schema(required = true) long pass,
            @Schema(required = true) long fail,
            @Schema(required = true) long unknown) {}

    /** The outcome of one rule. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RuleOutcome(
            @Schema(required = true, description = "The id of the rule.", examples = "cr-01")
            String rule,

            @Schema(required = true) Indexer indexer,
            @Schema(required = true) Level level,

            @Schema(required = true, description = "The record that the places are in.")
            About about,

            @Schema(required = true, examples = "fail") Outcome outcome,
            @Schema(required = true) String text,

            @Schema(description = "The step that meets the rule; left out where it passes.")
            String remedy,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Schema(nullable = true, description = "At most 20; left out where the rule passes.")
            List<Place> places) {}
}
