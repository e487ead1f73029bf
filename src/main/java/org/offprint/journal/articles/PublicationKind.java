package org.offprint.journal.articles;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kind of a version, compared with the previous one. */
public enum PublicationKind {
    @JsonProperty("original")
    ORIGINAL,
    @JsonProperty("correction")
    CORRECTION,
    @JsonProperty("update")
    UPDATE,
    @JsonProperty("metadata")
    METADATA
}
