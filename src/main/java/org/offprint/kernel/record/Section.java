package org.offprint.kernel.record;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.json.Json;

/**
 * Section of a journal's issues, for example Articles or Letters. Sections are displayed in the order of the journal's
 * section list.
 */
@Schema(description = "Section of a journal's issues, for example Articles or Letters.")
public record Section(
        @Schema(
                description = "Id of the section, assigned by the service. Omit the id for a new section. To change a"
                        + " section, send its id unchanged.")
        UUID id,

        @NotBlank @Size(max = 500) @Schema(description = "Title of the section, at most 500 characters.")
        String title,

        @Size(max = 100) @Schema(description = "Abbreviated title, at most 100 characters.")
        String abbreviation,

        @Size(max = 100)
        @Schema(
                maxProperties = 100,
                description = "Translated titles of the section, keyed by BCP 47 tag. At most 100 languages.")
        Map<LanguageTag, @NotNull @Valid SectionTranslation> translations) {

    public Section {
        translations = Json.orEmpty(translations);
    }

    public Section withId(UUID given) {
        return new Section(given, title, abbreviation, translations);
    }

    /** Title of a section in another language. */
    @Schema(description = "Title of a section in another language.")
    public record SectionTranslation(
            @NotBlank @Size(max = 500) @Schema(description = "Translated title, at most 500 characters.")
            String title,

            @Size(max = 100) @Schema(description = "Abbreviated translated title, at most 100 characters.")
            String abbreviation) {}
}
