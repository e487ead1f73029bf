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

/** Content of an organization, as editors write it and the service stores it. */
@Schema(description = "Organization that contributors are affiliated with, as editors write it.")
public record AffiliationBody(
        @NotBlank @Size(max = 1000) @Schema(examples = "Hebei University")
        String name,

        @Size(max = 200)
        @Schema(
                description = "Translated names of the organization, keyed by BCP 47 tag. At most 200 names of 1000"
                        + " characters each.")
        Map<LanguageTag, @NotBlank @Size(max = 1000) String> names,

        @Size(max = 100) List<@NotBlank @Size(max = 200) String> acronyms,
        RorId ror,
        Isni isni,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 50)
        @Schema(
                nullable = true,
                description = "Identifiers of the organization in schemes other than ROR and ISNI, at most 50. Left"
                        + " out if there are none.")
        List<@NotNull @Valid OrganizationIdentifier> identifiers,

        @Size(max = 500) String city,
        @Size(max = 500) String region,
        @Size(max = 50) String postalCode,
        CountryCode country,

        @Schema(
                description = "Id of the organization that this one is part of, for example of the university of a"
                        + " department.")
        UUID parent,

        WebUrl url,
        @Schema(defaultValue = "active") AffiliationStatus status,

        @Schema(description = "Id of the organization that succeeded this one.")
        UUID successor) {

    public AffiliationBody {
        names = Json.orEmpty(names);
        acronyms = Json.orEmpty(acronyms);
        identifiers = Json.orEmpty(identifiers);
        status = status == null ? AffiliationStatus.ACTIVE : status;
    }

    /** Returns a copy with the given identifiers. */
    public AffiliationBody withIdentifiers(List<OrganizationIdentifier> others) {
        return copy(ror, others);
    }

    /** Returns a copy with the given ROR id. */
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
