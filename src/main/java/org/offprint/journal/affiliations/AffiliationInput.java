package org.offprint.journal.affiliations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.record.AffiliationBody;

/** An affiliation as a client sends it. */
@Schema(description = "An affiliation as you send it.")
public record AffiliationInput(
        @Schema(description = "The revision you are changing, instead of If-Match.")
        Integer revision,

        @JsonUnwrapped @Valid AffiliationBody body) {}
