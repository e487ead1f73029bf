package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Status of an organization, with the values used by ROR. */
public enum AffiliationStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("inactive")
    INACTIVE,
    @JsonProperty("withdrawn")
    WITHDRAWN
}
