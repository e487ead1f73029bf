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

/** A funder, with its awards. */
public record Funding(
        @NotBlank @Size(max = 1000) @Schema(description = "The funder's name as printed.")
        String funder,

        RorId ror,

        @Schema(description = "The funder's DOI in the Open Funder Registry.")
        Doi funderDoi,

        @Size(max = 200) List<@NotBlank @Size(max = 200) String> awards,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 200)
        @Schema(nullable = true, description = "To whom the awards were given.")
        List<@NotNull @Valid Recipient> recipients) {

    public Funding {
        awards = Json.orEmpty(awards);
        recipients = Json.orEmpty(recipients);
    }

    /** A person or an organization that an award was given to. */
    @Schema(name = "AwardRecipient", description = "A person by family and given name, or an organization by its name.")
    public record Recipient(
            @Size(max = 500) String given,
            @Size(max = 500) String family,
            @Size(max = 50) String suffix,

            @Size(max = 1000) @Schema(description = "Of an organization, or of a person whose name is not parted.")
            String name) {}
}
