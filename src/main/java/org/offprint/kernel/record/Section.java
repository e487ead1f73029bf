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

/** A section of a journal's issues, such as Articles or Letters; its place in the list is its order. */
public record Section(
        @Schema(description = "Given by the service to a new section; keep it when changing one.")
        UUID id,

        @NotBlank @Size(max = 500) String title,
        @Size(max = 100) String abbreviation,
        @Size(max = 100) Map<LanguageTag, @NotNull @Valid SectionTranslation> translations) {

    public Section {
        translations = Json.orEmpty(translations);
    }

    public Section withId(UUID given) {
        return new Section(given, title, abbreviation, translations);
    }

    /** The section in another language. */
    public record SectionTranslation(
            @NotBlank @Size(max = 500) String title,
            @Size(max = 100) String abbreviation) {}
}
