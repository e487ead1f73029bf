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

/** The members of an issue, as editors write and the service stores them. */
@Schema(description = "An issue as its editors write it.")
public record IssueBody(
        @Size(max = 100) @Schema(examples = "12") String volume,
        @Size(max = 100) @Schema(examples = "3") String number,
        @Min(1000) @Max(2999) @Schema(examples = "2025") Integer year,

        @Size(max = 1000) @Schema(description = "Of a special issue, usually.")
        String title,

        @Size(max = 20_000) String description,
        WebUrl coverUrl,

        @Schema(description = "A special issue.", defaultValue = "false")
        boolean special,

        Doi doi,

        @Schema(description = "The printed date; publishing sets today where there is none.")
        PartialDate publishedOn,

        @Size(max = 100) Map<LanguageTag, @NotNull @Valid IssueTranslation> translations) {

    public IssueBody {
        translations = Json.orEmpty(translations);
    }

    /** Returns a copy published on that day. */
    public IssueBody publishedOn(PartialDate day) {
        return new IssueBody(volume, number, year, title, description, coverUrl, special, doi, day, translations);
    }

    /** Returns a copy with this DOI. */
    public IssueBody withDoi(Doi minted) {
        return new IssueBody(
                volume, number, year, title, description, coverUrl, special, minted, publishedOn, translations);
    }

    /** Reports whether both have the same volume, number, year and title. */
    public boolean isNamedAs(IssueBody other) {
        return Objects.equals(volume, other.volume)
                && Objects.equals(number, other.number)
                && Objects.equals(year, other.year)
                && Objects.equals(title, other.title);
    }

    /** The issue in another language. */
    public record IssueTranslation(
            @Size(max = 1000) String title,
            @Size(max = 20_000) String description) {}
}
