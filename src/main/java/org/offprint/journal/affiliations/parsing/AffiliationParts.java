package org.offprint.journal.affiliations.parsing;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.CountryCode;

/** Parts of an affiliation as printed. A missing part is null. */
@Schema(description = "Parts of the affiliation, as printed.")
public record AffiliationParts(
        String organization, String department, String city, String region, String postalCode, CountryCode country) {}
