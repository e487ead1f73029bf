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
 * An affiliation as an article shows it: the organization held here, or the words as printed alone.
 *
 * @param id null where only words were given
 * @param label its number among the article's affiliations
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

    /** The organization with this id and body. */
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

    /** Words as printed, of an organization that is not held here. */
    public static AffiliationRef ofText(String text, String label) {
        return new AffiliationRef(null, text, null, null, null, null, null, null, null, label);
    }
}
