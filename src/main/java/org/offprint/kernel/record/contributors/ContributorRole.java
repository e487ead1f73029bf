package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Role of a contributor. */
public enum ContributorRole {
    @JsonProperty("author")
    AUTHOR,
    @JsonProperty("editor")
    EDITOR,
    @JsonProperty("translator")
    TRANSLATOR,
    @JsonProperty("reviewer")
    REVIEWER,
    @JsonProperty("illustrator")
    ILLUSTRATOR,
    @JsonProperty("collaborator")
    COLLABORATOR
}
