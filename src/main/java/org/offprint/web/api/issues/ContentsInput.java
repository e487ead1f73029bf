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

        @NotNull
        @Size(max = 500)
        @Schema(
                description = "Sections with their articles, in order. Articles of the issue that are not listed are"
                        + " removed from the issue. At most 500 sections.")
        List<@NotNull @Valid SectionOrder> sections) {

    /** Articles of one section in their order. */
    @Schema(name = "SectionOrder", description = "Articles of one section in their order.")
    record SectionOrder(
            @Schema(description = "Id of a section of the journal. Omit it for articles without a section.")
            UUID section,

            @NotNull @Size(max = 10_000) @Schema(description = "Ids of the articles in their order, at most 10000.")
            List<@NotNull UUID> articles) {}
}
