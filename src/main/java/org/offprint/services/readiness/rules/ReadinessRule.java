package org.offprint.services.readiness.rules;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Readiness rule of an indexing service, for articles, issues or journals. */
@Schema(description = "Rule of an indexing service for articles, issues or journals.")
public record ReadinessRule(
        @Schema(required = true, examples = "cr-01", description = "Id of the rule, for example `cr-01`.")
        String id,

        @Schema(required = true, description = "Indexing service that defines the rule.")
        Indexer indexer,

        @Schema(
                required = true,
                description = "`must`: the indexing service rejects records that do not meet the rule, or lists it as"
                        + " a requirement. `should`: the indexing service recommends the rule or counts records"
                        + " that meet it.")
        Level level,

        @Schema(required = true, description = "Kind of record that the rule checks.")
        About about,

        @Schema(required = true, description = "The rule as one sentence.", examples = "The article has a DOI.")
        String text,

        @Schema(required = true, description = "How to meet the rule.", examples = "Give the article a DOI.")
        String remedy,

        @Schema(
                required = true,
                description = "Document of the indexing service that contains the rule.",
                examples = "Crossref schema 5.4.0, doi_t")
        String source,

        @JsonIgnore Check check) {

    /** Importance of a readiness rule: requirement or recommendation. */
    @Schema(
            name = "ReadinessLevel",
            description = "Level of a rule. `must`: requirement of the indexing service. `should`: recommendation.")
    public enum Level {
        @JsonProperty("must")
        MUST,
        @JsonProperty("should")
        SHOULD
    }

    /** Kind of record that a readiness rule checks. */
    @Schema(name = "ReadinessSubject", description = "Kind of record that a rule checks.")
    public enum About {
        @JsonProperty("article")
        ARTICLE,
        @JsonProperty("issue")
        ISSUE,
        @JsonProperty("journal")
        JOURNAL
    }

    /** Function that checks a record and returns a verdict. */
    @FunctionalInterface
    public interface Check {
        Verdict of(CheckedRecord record);

        /** Returns a check that passes if all given checks pass. */
        static Check all(Check... checks) {
            return record -> {
                Verdict verdict = Verdict.PASS;
                for (Check check : checks) {
                    verdict = verdict.and(check.of(record));
                }
                return verdict;
            };
        }

        /** Returns a check that passes if this check or the given check passes. */
        default Check or(Check other) {
            return record -> of(record).or(other.of(record));
        }

        /**
         * Returns a check that applies this check only to articles that report or review research, and passes for all
         * other articles.
         */
        default Check forResearch() {
            return record -> record.isResearch() ? of(record) : Verdict.PASS;
        }
    }
}
