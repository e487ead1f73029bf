package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Type of a note about a contributor, based on the values that JATS suggests for {@code fn-type}. */
@Schema(
        description = "Type of a note about a contributor. `present-address`: address after a move. `also-at`:"
                + " additional workplace. `deceased`: note about the contributor's death. `other`: any"
                + " other note.")
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
