package org.offprint.web.api.people;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Role of a person. */
enum PersonRole {
    @JsonProperty("editor")
    EDITOR,
    @JsonProperty("admin")
    ADMIN
}
