package org.offprint.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an organization goes on, as ROR has it. */
public enum AffiliationStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("inactive")
    INACTIVE,
    @JsonProperty("withdrawn")
    WITHDRAWN
}
