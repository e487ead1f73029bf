package org.offprint.journal.articles;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Slug;
import org.offprint.kernel.record.ArticleBody;

/** An article as a client sends it: its placement and its body. */
@Schema(description = "An article as you send it. Another record is named by its id, or by an object with its id.")
public record ArticleInput(
        @NotNull UUID journal,

        @Schema(description = "The issue that it appears in; takes effect at once.")
        UUID issue,

        @Schema(description = "A section of the journal; takes effect at once.")
        UUID section,

        @Min(1)
        @Max(1_000_000)
        @Schema(
                description =
                        "Its place within the section; at the end where none is given. Articles that share one stand in the order they were created in; PUT …/contents orders a whole issue.")
        Integer position,

        @Schema(description = "Its name in addresses; made from the title where none is given.")
        Slug slug,

        @Schema(description = "The revision you are changing, instead of If-Match.")
        Integer revision,

        @JsonUnwrapped @Valid ArticleBody body) {}
