package org.offprint.web.api.issues;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The order of a whole issue as a client sends it. */
@Schema(
        description = "The order of the whole issue. Sections and articles are named by their ids, or by objects with"
                + " their ids.")
record ContentsInput(
        @Schema(description = "Only this issue; may be left out.")
        UUID issue,

        @NotNull @Size(max = 500) List<@NotNull @Valid SectionOrder> sections) {

    /** The articles of one section in their order. */
    @Schema(name = "SectionOrder")
    record SectionOrder(
            @Schema(description = "A section of the journal; left out for articles without one.")
            UUID section,

            @NotNull @Size(max = 10_000) List<@NotNull UUID> articles) {}
}
