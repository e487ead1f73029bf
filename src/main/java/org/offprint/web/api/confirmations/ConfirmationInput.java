package org.offprint.web.api.confirmations;

import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Orcid;

/** Request body for creating a confirmation link. */
@Schema(description = "Contributor whose ORCID iD is to be confirmed.")
record ConfirmationInput(
        @NotNull @Schema(description = "ORCID iD of a contributor of the working copy.")
        Orcid orcid) {}
