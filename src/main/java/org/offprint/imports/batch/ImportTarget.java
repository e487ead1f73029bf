package org.offprint.imports.batch;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Destination of the data of an import. */
public enum ImportTarget {
    /** Records are stored as journals, issues, affiliations and articles. */
    @JsonProperty("records")
    RECORDS,
    /** Records are stored as external works, which references can be matched to. */
    @JsonProperty("outside-works")
    OUTSIDE_WORKS
}
