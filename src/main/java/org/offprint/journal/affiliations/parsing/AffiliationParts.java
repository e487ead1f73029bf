package org.offprint.journal.affiliations.parsing;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.CountryCode;

/**
 * Components of a printed affiliation, such as organization and city, in their printed form. Missing components are
 * null.
 */
@Schema(description = "Parts of the affiliation, as printed.")
public record AffiliationParts(
        @Schema(description = "Name of the organization, as printed.")
        String organization,

        @Schema(description = "Name of the department or other unit, as printed.")
        String department,

        @Schema(description = "City, as printed.") String city,

        @Schema(description = "State, province or other region, as printed.")
        String region,

        @Schema(description = "Postal code, as printed.") String postalCode,

        @Schema(description = "Country, as an ISO 3166-1 alpha-2 code.")
        CountryCode country) {}
