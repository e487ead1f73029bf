package org.offprint.web.api.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Role of a person. */
@Schema(description = "Role of a person. `admin` allows all operations. `editor` edits journals.")
public enum PersonRole {
    @JsonProperty("editor")
    EDITOR,
    @JsonProperty("admin")
    ADMIN
}
