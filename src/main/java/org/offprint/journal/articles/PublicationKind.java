package org.offprint.journal.articles;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kind of a version, compared with the one before. */
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
