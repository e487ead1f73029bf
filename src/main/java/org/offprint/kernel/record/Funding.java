package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.json.Json;

/** Funder of an article with its awards. */
@Schema(description = "Funder of an article with its awards.")
public record Funding(
        @NotBlank @Size(max = 1000) @Schema(description = "Name of the funder as printed, at most 1000 characters.")
        String funder,

        @Schema(description = "ROR id of the funder.") RorId ror,

        @Schema(description = "DOI of the funder in the Open Funder Registry, for example `10.13039/501100001809`.")
        Doi funderDoi,

        @Size(max = 200) @Schema(description = "Award or grant numbers, each at most 200 characters. At most 200.")
        List<@NotBlank @Size(max = 200) String> awards,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 200)
        @Schema(nullable = true, description = "Recipients of the awards, at most 200. Omitted if there are none.")
        List<@NotNull @Valid Recipient> recipients) {

    public Funding {
        awards = Json.orEmpty(awards);
        recipients = Json.orEmpty(recipients);
    }

    /** Person or organization that received an award. */
    @Schema(
            name = "AwardRecipient",
            description = "Recipient of an award. A person has a family and a given name, an organization has a name.")
    public record Recipient(
            @Size(max = 500) @Schema(description = "Given names of a person, at most 500 characters.")
            String given,

            @Size(max = 500) @Schema(description = "Family name of a person, at most 500 characters.")
            String family,

            @Size(max = 50) @Schema(description = "Suffix of the name, for example `Jr.`. At most 50 characters.")
            String suffix,

            @Size(max = 1000)
            @Schema(
                    description =
                            "Name of an organization, or of a person whose name has no separate parts. At most 1000"
                                    + " characters.")
            String name) {}
}
