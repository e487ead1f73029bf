package org.offprint.affiliations.parsing;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.identifiers.CountryCode;

/** What an affiliation as printed says, part by part; null for what it does not say. */
@Schema(description = "What the words say, part by part, as they are printed.")
public record AffiliationParts(
        String organization, String department, String city, String region, String postalCode, CountryCode country) {}
