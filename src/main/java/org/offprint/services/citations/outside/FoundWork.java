package org.offprint.services.citations.outside;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;

/** External work that a reference cites or may cite. */
@Schema(
        name = "FoundWork",
        description = "An external work found for a reference. The DOI of the work is added to the reference only"
                + " if an editor accepts the DOI.")
public record FoundWork(
        @Schema(required = true, description = "DOI of the work.")
        Doi doi,

        @Schema(required = true, description = "Title of the work.")
        String title,

        @Schema(
                required = true,
                minimum = "0",
                maximum = "1",
                description = "Similarity of the reference and the work, from 0 to 1.")
        double score,

        @Schema(
                required = true,
                description = "Source of the work: the external works that an administrator has imported, or"
                        + " Crossref's REST API.")
        Source source) {

    /** Source in which an external work was found. */
    @Schema(
            name = "FoundWorkSource",
            description = "Source of an external work. `set`: the imported set of external works. `crossref`:"
                    + " Crossref's REST API.")
    public enum Source {
        @JsonProperty("set")
        SET,
        @JsonProperty("crossref")
        CROSSREF;

        /** Returns the name of the source in the database. */
        String term() {
            return this == SET ? "set" : "crossref";
        }
    }
}
