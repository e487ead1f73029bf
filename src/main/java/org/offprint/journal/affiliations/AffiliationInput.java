package org.offprint.journal.affiliations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.record.AffiliationBody;

/** Affiliation as sent by a client. */
@Schema(description = "Affiliation to create or replace.")
public record AffiliationInput(
        @Schema(description = "Revision on which the change is based. Alternative to the `If-Match` header.")
        Integer revision,

        @JsonUnwrapped @Valid AffiliationBody body) {}
