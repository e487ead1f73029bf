package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Status of an organization, with the values used by ROR. */
@Schema(
        description = "Status of an organization, as in ROR. `active`: the organization exists. `inactive`: it"
                + " has ended. `withdrawn`: its record was created in error.")
public enum AffiliationStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("inactive")
    INACTIVE,
    @JsonProperty("withdrawn")
    WITHDRAWN
}
