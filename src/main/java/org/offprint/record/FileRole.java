package org.offprint.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The role of a file. */
public enum FileRole {
    @JsonProperty("fulltext")
    FULLTEXT,
    @JsonProperty("supplement")
    SUPPLEMENT,
    @JsonProperty("source")
    SOURCE,
    @JsonProperty("cover")
    COVER,
    @JsonProperty("figure")
    FIGURE,
    @JsonProperty("data")
    DATA
}
