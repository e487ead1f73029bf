package org.offprint.record.contributors;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a contributor is a person or an organization. */
public enum ContributorKind {
    @JsonProperty("person")
    PERSON,
    @JsonProperty("organization")
    ORGANIZATION
}
