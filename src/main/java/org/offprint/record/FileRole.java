package org.offprint.record;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a file is to its article. */
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
