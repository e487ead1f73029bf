package org.offprint.services.citations.outside;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;

/** A work elsewhere that a reference means, or may mean. */
@Schema(
        name = "FoundWork",
        description =
                "A work elsewhere, as it was found. Its DOI is no part of the reference until an editor accepts it.")
public record FoundWork(
        @Schema(required = true) Doi doi,
        @Schema(required = true) String title,

        @Schema(required = true, minimum = "0", maximum = "1", description = "How much of the work the reference says.")
        double score,

        @Schema(
                required = true,
                description = "Where it was found: among the works that an administrator has loaded, or by Crossref's"
                        + " REST API.")
        Source source) {

    /** The place where works elsewhere are looked for. */
    @Schema(name = "FoundWorkSource")
    public enum Source {
        @JsonProperty("set")
        SET,
        @JsonProperty("crossref")
        CROSSREF;

        /** Returns the word for storage. */
        String term() {
            return this == SET ? "set" : "crossref";
        }
    }
}
