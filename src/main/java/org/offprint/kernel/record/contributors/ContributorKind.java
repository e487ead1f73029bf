package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Kind of a contributor: a person or an organization. */
@Schema(description = "Kind of a contributor: a person or an organization.")
public enum ContributorKind {
    @JsonProperty("person")
    PERSON,
    @JsonProperty("organization")
    ORGANIZATION
}
