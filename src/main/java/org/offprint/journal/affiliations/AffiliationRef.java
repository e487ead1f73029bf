package org.offprint.journal.affiliations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.Isni;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.kernel.record.contributors.OrganizationIdentifier;

/**
 * Affiliation as an article shows it: an organization in this service, or only the affiliation as printed.
 *
 * @param id id of the organization; null if only the printed text is known
 * @param label number of the affiliation in the article
 */
public record AffiliationRef(
        UUID id,
        @Schema(required = true) String name,
        RorId ror,
        Isni isni,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Schema(nullable = true)
        List<OrganizationIdentifier> identifiers,

        String city,
        String region,
        CountryCode country,
        String postalCode,
        @Schema(required = true, examples = "1") String label) {

    public AffiliationRef {
        identifiers = Json.orEmpty(identifiers);
    }

    /** Returns a reference to the organization with this id and body. */
    public static AffiliationRef of(UUID id, AffiliationBody body, String label) {
        return new AffiliationRef(
                id,
                body.name(),
                body.ror(),
                body.isni(),
                body.identifiers(),
                body.city(),
                body.region(),
                body.country(),
                body.postalCode(),
                label);
    }

    /** Returns a reference that consists of printed text, for an organization that is not in this service. */
    public static AffiliationRef ofText(String text, String label) {
        return new AffiliationRef(null, text, null, null, null, null, null, null, null, label);
    }
}
