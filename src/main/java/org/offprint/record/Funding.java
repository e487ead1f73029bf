package org.offprint.record;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.RorId;
import org.offprint.json.Json;

/** A funder, with its awards. */
public record Funding(
        @NotBlank @Size(max = 1000) @Schema(description = "The funder's name as printed.")
        String funder,

        RorId ror,

        @Schema(description = "The funder's DOI in the Open Funder Registry.")
        Doi funderDoi,

        @Size(max = 200) List<@NotBlank @Size(max = 200) String> awards) {

    public Funding {
        awards = Json.orEmpty(awards);
    }
}
