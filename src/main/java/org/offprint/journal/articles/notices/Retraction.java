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

/** The retraction of an article, with its reason: it stays readable and is marked so everywhere (NISO RP-45-2024). */
public record Retraction(
        @NotNull Kind kind,
        @NotBlank @Size(max = 20_000) String reason,

        @Schema(description = "Today in the journal's time zone where none is given.")
        PartialDate date,

        @Valid Notice notice) {

    /** The extent of a retraction. */
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

    /** The retraction notice: an article held here, one elsewhere by its DOI, or both at once. */
    @Schema(name = "RetractionNotice")
    public record Notice(UUID article, Doi doi) {}

    /** Returns a copy on this date. */
    public Retraction on(PartialDate day) {
        return new Retraction(kind, reason, day, notice);
    }
}
