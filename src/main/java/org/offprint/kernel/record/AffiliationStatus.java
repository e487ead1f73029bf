package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The status of an organization, as ROR has it. */
public enum AffiliationStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("inactive")
    INACTIVE,
    @JsonProperty("withdrawn")
    WITHDRAWN
}
