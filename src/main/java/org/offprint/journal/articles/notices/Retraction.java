package org.offprint.journal.articles.notices;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.PartialDate;

/**
 * Retraction of an article, with its reason. The article remains readable and is marked as retracted everywhere (NISO
 * RP-45-2024).
 */
@Schema(
        description = "Retraction, removal or expression of concern. The article remains readable and is"
                + " marked in all formats.")
public record Retraction(
        @NotNull @Schema(description = "Kind of the notice.")
        Kind kind,

        @NotBlank
        @Size(max = 20_000)
        @Schema(description = "Reason shown to readers, as plain text. At most 20000 characters.")
        String reason,

        @Schema(description = "Date of the retraction. Defaults to the current day in the journal's time zone.")
        PartialDate date,

        @Valid @Schema(description = "Published notice about the article, for example its retraction notice.")
        Notice notice) {

    /** Kind of retraction, for example of the whole article or only a part of it. */
    @Schema(
            name = "RetractionKind",
            description = "Kind of a notice about an article. `retraction`: the whole article."
                    + " `partial-retraction`: a part of the article. `removal`: removal of the article."
                    + " `expression-of-concern`: concerns that are not resolved yet.")
    public enum Kind {
        @JsonProperty("retraction")
        RETRACTION,
        @JsonProperty("partial-retraction")
        PARTIAL_RETRACTION,
        @JsonProperty("removal")
        REMOVAL,
        @JsonProperty("expression-of-concern")
        EXPRESSION_OF_CONCERN
    }

    /** Retraction notice, identified by its article id in this service, by its DOI, or by both. */
    @Schema(
            name = "RetractionNotice",
            description = "Notice about an article, identified by its id in this service, its DOI, or both.")
    public record Notice(
            @Schema(description = "Id of the notice in this service. The notice must be published.")
            UUID article,

            @Schema(description = "DOI of the notice.") Doi doi) {}

    /** Returns a copy of the retraction with the given date. */
    public Retraction on(PartialDate day) {
        return new Retraction(kind, reason, day, notice);
    }
}
