package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.Isni;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.contributors.OrganizationIdentifier;

/** Metadata of an organization, as written by editors and stored by the service. */
@Schema(description = "Organization that contributors are affiliated with, as editors write it.")
public record AffiliationBody(
        @NotBlank
        @Size(max = 1000)
        @Schema(
                examples = "Hebei University",
                description = "Official name of the organization, at most 1000 characters.")
        String name,

        @Size(max = 200)
        @Schema(
                description = "Translated names of the organization, keyed by BCP 47 tag. At most 200 names of 1000"
                        + " characters each.")
        Map<LanguageTag, @NotBlank @Size(max = 1000) String> names,

        @Size(max = 100)
        @Schema(
                description = "Acronyms of the organization, for example `MIT`. At most 100 acronyms of 200 characters"
                        + " each.")
        List<@NotBlank @Size(max = 200) String> acronyms,

        @Schema(
                description = "ROR id of the organization. Each ROR id belongs to at most one affiliation that is not"
                        + " merged.")
        RorId ror,

        @Schema(description = "ISNI of the organization, as 16 characters without spaces.")
        Isni isni,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 50)
        @Schema(
                nullable = true,
                description = "Identifiers of the organization in schemes other than ROR and ISNI, at most 50. Omitted"
                        + " if there are none.")
        List<@NotNull @Valid OrganizationIdentifier> identifiers,

        @Size(max = 500) @Schema(description = "City of the organization, at most 500 characters.")
        String city,

        @Size(max = 500)
        @Schema(description = "State, province or other region of the organization, at most 500 characters.")
        String region,

        @Size(max = 50) @Schema(description = "Postal code of the organization, at most 50 characters.")
        String postalCode,

        @Schema(description = "Country of the organization, as an ISO 3166-1 alpha-2 code.")
        CountryCode country,

        @Schema(
                description = "Id of the parent organization, for example the id of a university if this affiliation is"
                        + " a department.")
        UUID parent,

        @Schema(description = "URL of the organization's home page.")
        WebUrl url,

        @Schema(defaultValue = "active", description = "Status of the organization, as in ROR.")
        AffiliationStatus status,

        @Schema(description = "Id of the organization that succeeded this one.")
        UUID successor) {

    public AffiliationBody {
        names = Json.orEmpty(names);
        acronyms = Json.orEmpty(acronyms);
        identifiers = Json.orEmpty(identifiers);
        status = status == null ? AffiliationStatus.ACTIVE : status;
    }

    /** Returns a copy of the organization with the given identifiers. */
    public AffiliationBody withIdentifiers(List<OrganizationIdentifier> others) {
        return copy(ror, others);
    }

    /** Returns a copy of the organization with the given ROR id. */
    public AffiliationBody withRor(RorId id) {
        return copy(id, identifiers);
    }

    private AffiliationBody copy(RorId id, List<OrganizationIdentifier> others) {
        return new AffiliationBody(
                name,
                names,
                acronyms,
                id,
                isni,
                others,
                city,
                region,
                postalCode,
                country,
                parent,
                url,
                status,
                successor);
    }
}
