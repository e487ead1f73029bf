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

/** Article as sent by a client, with its placement and content. */
@Schema(
        description =
                "Article to create or replace. Refer to another record by its id, or by an object with" + " its `id`.")
public record ArticleInput(
        @NotNull
        @Schema(description = "Id of the journal of the article. Cannot be changed after the first publication.")
        UUID journal,

        @Schema(
                description = "Id of the issue that contains the article. Takes effect immediately, without"
                        + " publication.")
        UUID issue,

        @Schema(description = "Id of a section of the journal. Takes effect immediately, without publication.")
        UUID section,

        @Min(1)
        @Max(1_000_000)
        @Schema(
                description = "Position of the article within its section of the issue, from 1 to 1000000. Defaults to"
                        + " the end. Articles with the same position are ordered by creation. Use PUT …/contents to"
                        + " order a whole issue.")
        Integer position,

        @Schema(
                description =
                        "Readable name in URLs, unique among records of its kind. Derived from the title if it is omitted.")
        Slug slug,

        @Schema(description = "Revision on which the change is based. Alternative to the `If-Match` header.")
        Integer revision,

        @JsonUnwrapped @Valid ArticleBody body) {}
