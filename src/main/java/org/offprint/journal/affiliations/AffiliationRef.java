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
 * Affiliation as displayed in an article: an organization in this service, or only printed text.
 *
 * @param id id of the organization; null if only the printed text is known
 * @param label number of the affiliation in the article
 */
@Schema(description = "Affiliation of an article: an organization in this service, or only the printed text.")
public record AffiliationRef(
        @Schema(description = "Id of the organization. Omitted if the affiliation consists only of printed text.")
        UUID id,

        @Schema(
                required = true,
                description = "Name of the organization, or the affiliation as printed if it has no `id`.")
        String name,

        @Schema(description = "ROR id of the organization.") RorId ror,

        @Schema(description = "ISNI of the organization, as 16 characters without spaces.")
        Isni isni,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "Identifiers of the organization in schemes other than ROR and ISNI. Omitted if there"
                        + " are none.")
        List<OrganizationIdentifier> identifiers,

        @Schema(description = "City of the organization.") String city,

        @Schema(description = "State, province or other region of the organization.")
        String region,

        @Schema(description = "Country of the organization, as an ISO 3166-1 alpha-2 code.")
        CountryCode country,

        @Schema(description = "Postal code of the organization.")
        String postalCode,

        @Schema(
                required = true,
                examples = "1",
                description = "Number of the affiliation in the article. Contributors refer to the affiliation by this"
                        + " label.")
        String label) {

    public AffiliationRef {
        identifiers = Json.orEmpty(identifiers);
    }

    /** Returns the displayed form of the organization with the given id and metadata. */
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

    /** Returns an affiliation that consists only of printed text, for an organization that is not in this service. */
    public static AffiliationRef ofText(String text, String label) {
        return new AffiliationRef(null, text, null, null, null, null, null, null, null, label);
    }
}
