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
        @NotNull @Schema(description = "Scheme of the identifier.")
        OrganizationScheme type,

        @NotBlank
        @Size(max = 200)
        @Schema(
                examples = "grid.4991.5",
                description = "Identifier in the scheme, at most 200 characters. Normalized forms: `grid.4991.5`,"
                        + " `6396` (Ringgold), `Q34433` (Wikidata), `10.13039/501100000769` (funder).")
        String value) {}
