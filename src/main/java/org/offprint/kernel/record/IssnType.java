package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Medium that an ISSN identifies (ISO 3297). */
public enum IssnType {
    @JsonProperty("print")
    PRINT,
    @JsonProperty("electronic")
    ELECTRONIC,
    /** Linking ISSN (ISSN-L), which groups the media of one journal. */
    @JsonProperty("linking")
    LINKING
}
