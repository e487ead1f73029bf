package org.offprint.web.api.issues;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Request body that sets the order of a whole issue. */
@Schema(
        description =
                "Order of the whole issue. Identify sections and articles by id, or by an object that" + " has the id.")
record ContentsInput(
        @Schema(description = "Id of this issue. Optional; must match the issue in the path.")
        UUID issue,

        @NotNull @Size(max = 500) List<@NotNull @Valid SectionOrder> sections) {

    /** Articles of one section in their order. */
    @Schema(name = "SectionOrder")
    record SectionOrder(
            @Schema(description = "Section of the journal. Omit it for articles without a section.")
            UUID section,

            @NotNull @Size(max = 10_000) List<@NotNull UUID> articles) {}
}
