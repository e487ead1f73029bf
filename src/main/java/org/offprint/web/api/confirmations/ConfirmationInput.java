package org.offprint.web.api.confirmations;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Orcid;

/** The contributor whose iD is to be confirmed. */
@Schema(description = "The contributor whose iD is to be confirmed.")
record ConfirmationInput(
        @NotNull @Schema(description = "The iD, as the working copy states it for one of its contributors.")
        Orcid orcid) {}
