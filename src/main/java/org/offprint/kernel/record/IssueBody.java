package org.offprint.kernel.record;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.json.Json;

/** Metadata of an issue, as written by editors and stored by the service. */
@Schema(description = "Issue as its editors write it.")
public record IssueBody(
        @Size(max = 100)
        @Schema(examples = "12", description = "Volume as printed, for example `12`. At most 100 characters.")
        String volume,

        @Size(max = 100)
        @Schema(
                examples = "3",
                description = "Issue number as printed, for example `3` or `3-4`. At most 100 characters.")
        String number,

        @Min(1000) @Max(2999) @Schema(examples = "2025", description = "Year of the issue, from 1000 to 2999.")
        Integer year,

        @Size(max = 1000)
        @Schema(description = "Title of the issue, usually of a special issue. At most 1000 characters.")
        String title,

        @Size(max = 20_000) @Schema(description = "Description of the issue as plain text, at most 20000 characters.")
        String description,

        @Schema(description = "URL of the cover image.") WebUrl coverUrl,

        @Schema(description = "Whether the issue is a special issue.", defaultValue = "false")
        boolean special,

        @Schema(description = "DOI of the issue. Each DOI belongs to at most one record.")
        Doi doi,

        @Schema(
                description = "Publication date as printed in the issue. If it is omitted, publishing sets the"
                        + " current day in the journal's time zone.")
        PartialDate publishedOn,

        @Size(max = 100)
        @Schema(
                maxProperties = 100,
                description = "Translated texts of the issue, keyed by BCP 47 tag. At most 100 languages.")
        Map<LanguageTag, @NotNull @Valid IssueTranslation> translations) {

    public IssueBody {
        translations = Json.orEmpty(translations);
    }

    /** Returns a copy of the issue with the given publication date. */
    public IssueBody publishedOn(PartialDate day) {
        return new IssueBody(volume, number, year, title, description, coverUrl, special, doi, day, translations);
    }

    /** Returns a copy of the issue with the given DOI. */
    public IssueBody withDoi(Doi minted) {
        return new IssueBody(
                volume, number, year, title, description, coverUrl, special, minted, publishedOn, translations);
    }

    /** Returns whether two issues have the same volume, number, year and title. */
    public boolean isNamedAs(IssueBody other) {
        return Objects.equals(volume, other.volume)
                && Objects.equals(number, other.number)
                && Objects.equals(year, other.year)
                && Objects.equals(title, other.title);
    }

    /** Title and description of an issue in another language. */
    @Schema(description = "Texts of an issue in another language.")
    public record IssueTranslation(
            @Size(max = 1000) @Schema(description = "Translated title, at most 1000 characters.")
            String title,

            @Size(max = 20_000) @Schema(description = "Translated description as plain text, at most 20000 characters.")
            String description) {}
}
