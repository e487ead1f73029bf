package org.offprint.kernel.record.contributors;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Identifier of an organization in a scheme other than ROR and ISNI. */
@Schema(
        description = "Identifier of an organization. Links and scheme names before the identifier are"
                + " accepted and removed.")
public record OrganizationIdentifier(
        @NotNull OrganizationScheme type,

        @NotBlank @Size(max = 200) @Schema(examples = "grid.4991.5")
        String value) {}
