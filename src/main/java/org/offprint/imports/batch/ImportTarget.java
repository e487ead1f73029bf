package org.offprint.imports.batch;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The place where the records of an import go. */
public enum ImportTarget {
    /** They become journals, issues, affiliations and articles here. */
    @JsonProperty("records")
    RECORDS,
    /** They are kept as works elsewhere, which references may mean. */
    @JsonProperty("outside-works")
    OUTSIDE_WORKS
}
