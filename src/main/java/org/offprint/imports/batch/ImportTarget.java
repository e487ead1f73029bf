package org.offprint.imports.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Destination of the data of an import. */
@Schema(
        description = "Destination of imported data. `records`: journals, issues, affiliations and articles."
                + " `outside-works`: external works that references can match.")
public enum ImportTarget {
    /** Records are stored as journals, issues, affiliations and articles. */
    @JsonProperty("records")
    RECORDS,
    /** Records are stored as external works, which references can be matched to. */
    @JsonProperty("outside-works")
    OUTSIDE_WORKS
}
