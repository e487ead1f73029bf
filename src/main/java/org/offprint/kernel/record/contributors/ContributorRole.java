package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Role of a contributor in an article, such as author or editor. */
@Schema(description = "Role of a contributor.")
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
