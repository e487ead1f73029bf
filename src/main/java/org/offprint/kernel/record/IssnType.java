package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Medium that an ISSN identifies (ISO 3297). */
@Schema(description = "Medium that an ISSN identifies. `linking`: ISSN-L, which groups the media of one" + " journal.")
public enum IssnType {
    @JsonProperty("print")
    PRINT,
    @JsonProperty("electronic")
    ELECTRONIC,
    /** Linking ISSN (ISSN-L), which groups the media of one journal. */
    @JsonProperty("linking")
    LINKING
}
