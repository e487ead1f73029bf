package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kind of a contributor: a person or an organization. */
public enum ContributorKind {
    @JsonProperty("person")
    PERSON,
    @JsonProperty("organization")
    ORGANIZATION
}
