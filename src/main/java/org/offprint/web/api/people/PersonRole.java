package org.offprint.web.api.people;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The roles that people can have. */
enum PersonRole {
    @JsonProperty("editor")
    EDITOR,
    @JsonProperty("admin")
    ADMIN
}
