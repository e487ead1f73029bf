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
public record Retraction(
        @NotNull Kind kind,
        @NotBlank @Size(max = 20_000) String reason,

        @Schema(description = "Date of the retraction. Defaults to the current day in the journal's time zone.")
        PartialDate date,

        @Valid Notice notice) {

    /** Extent of a retraction. */
    @Schema(name = "RetractionKind")
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

    /** Retraction notice, identified by the id of an article in this service, by its DOI, or by both. */
    @Schema(name = "RetractionNotice")
    public record Notice(UUID article, Doi doi) {}

    /** Returns a copy with the given date. */
    public Retraction on(PartialDate day) {
        return new Retraction(kind, reason, day, notice);
    }
}
