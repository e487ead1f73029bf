package org.offprint.web.api.issues;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Request body that sets the article order of a whole issue. */
@Schema(
        description = "Article order of the whole issue. Identify sections and articles by id, or by an object"
                + " that contains the id.")
public record ContentsInput(
        @Schema(description = "Id of the issue. Optional. Must equal the issue id in the path.")
        UUID issue,

        @NotNull
        @Size(max = 500)
        @Schema(
                description = "Sections with their articles, in the order in which the issue lists them. At most 500"
                        + " sections. Articles of the issue that are not listed are removed from the issue.")
        List<@NotNull @Valid SectionOrder> sections) {

    /** Articles of one section in the requested order. */
    @Schema(name = "SectionOrder", description = "Ordered articles of one section.")
    public record SectionOrder(
            @Schema(description = "Id of a section of the journal. Omit the id for articles without a section.")
            UUID section,

            @NotNull
            @Size(max = 10_000)
            @Schema(description = "Ids of the articles in the order of the section, at most 10000.")
            List<@NotNull UUID> articles) {}
}
