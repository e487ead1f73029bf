package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kinds of notes about a contributor, by the values that JATS suggests for {@code fn-type}. */
public enum ContributorNoteType {
    @JsonProperty("present-address")
    PRESENT_ADDRESS,
    /** Another place where the contributor works. */
    @JsonProperty("also-at")
    ALSO_AT,
    @JsonProperty("deceased")
    DECEASED,
    @JsonProperty("other")
    OTHER
}
