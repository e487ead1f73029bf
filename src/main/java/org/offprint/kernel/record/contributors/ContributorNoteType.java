package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Types of notes about a contributor, with the values that JATS suggests for {@code fn-type}. */
public enum ContributorNoteType {
    @JsonProperty("present-address")
    PRESENT_ADDRESS,
    /** Additional workplace of the contributor. */
    @JsonProperty("also-at")
    ALSO_AT,
    @JsonProperty("deceased")
    DECEASED,
    @JsonProperty("other")
    OTHER
}
