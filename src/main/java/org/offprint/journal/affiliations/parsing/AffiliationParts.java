package org.offprint.journal.affiliations.parsing;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.CountryCode;

/** The parts of an affiliation as printed; null for a part that it does not have. */
@Schema(description = "What the words say, part by part, as they are printed.")
public record AffiliationParts(
        String organization, String department, String city, String region, String postalCode, CountryCode country) {}
