package org.offprint.imports.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Determines how imported data is stored. */
@Schema(
        description = "Destination of imported data. `records`: journals, issues, affiliations and articles."
                + " `outside-works`: external works that references can match.")
public enum ImportTarget {
    /** Imported records are stored as journals, issues, affiliations and articles. */
    @JsonProperty("records")
    RECORDS,
    /** Imported records are stored as external works, to which references can be matched. */
    @JsonProperty("outside-works")
    OUTSIDE_WORKS
}
