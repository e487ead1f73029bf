package org.offprint.kernel.record.contributors;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An identifier of an organization beside its ROR id and its ISNI. */
@Schema(description = "An identifier of an organization. Links and names of the scheme before it are taken off.")
public record OrganizationIdentifier(
        @NotNull OrganizationScheme type,

        @NotBlank @Size(max = 200) @Schema(examples = "grid.4991.5")
        String value) {}
