package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The medium that an ISSN stands for (ISO 3297). */
public enum IssnType {
    @JsonProperty("print")
    PRINT,
    @JsonProperty("electronic")
    ELECTRONIC,
    /** The linking ISSN (ISSN-L), which groups the media of one journal. */
    @JsonProperty("linking")
    LINKING
}
