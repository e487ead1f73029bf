package org.offprint.services.readiness.rules;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule of an indexer about articles, issues or journals. */
public record ReadinessRule(
        @Schema(required = true, examples = "cr-01") String id,
        @Schema(required = true) Indexer indexer,

        @Schema(
                required = true,
                description =
                        "`must`: the indexer refuses a record without it, or lists it as a condition. `should`: the"
                                + " indexer recommends or counts it.")
        Level level,

        @Schema(required = true, description = "The record that the rule is about.")
        About about,

        @Schema(required = true, description = "The rule in a sentence.", examples = "The article has a DOI.")
        String text,

        @Schema(required = true, description = "The step that meets it.", examples = "Give the article a DOI.")
        String remedy,

        @Schema(required = true, description = "Where the indexer says so.", examples = "Crossref schema 5.4.0, doi_t")
        String source,

        @JsonIgnore Check check) {

    /** The weight of a rule. */
    @Schema(name = "ReadinessLevel")
    public enum Level {
        @JsonProperty("must")
        MUST,
        @JsonProperty("should")
        SHOULD
    }

    /** The kind of the record that a rule is about. */
    @Schema(name = "ReadinessSubject")
    public enum About {
        @JsonProperty("article")
        ARTICLE,
        @JsonProperty("issue")
        ISSUE,
        @JsonProperty("journal")
        JOURNAL
    }

    /** Looks at a record. */
    @FunctionalInterface
    public interface Check {
        Verdict of(CheckedRecord record);
    }
}
