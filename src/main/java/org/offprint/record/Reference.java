package org.offprint.record;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.WebUrl;
import org.offprint.json.Json;

/** A reference: the words as printed, its parts, or both. */
public record Reference(
        @Size(max = 200) @Schema(description = "Names it within the article.", examples = "ref1")
        String key,

        @Size(max = 10_000) @Schema(description = "As printed.")
        String text,

        @Pattern(regexp = "[a-z][a-z0-9-]{0,49}", message = "This must be lower-case letters, digits, hyphens.")
        @Schema(description = "What is cited, such as journal, book, chapter, conference, thesis, web.")
        String type,

        @Size(max = 10_000) List<@NotNull @Valid ReferenceAuthor> authors,
        @Size(max = 5000) String title,
        @Size(max = 2000) String containerTitle,
        @Size(max = 100) String volume,
        @Size(max = 100) String issue,
        @Size(max = 100) String firstPage,
        @Size(max = 100) String lastPage,

        @Size(max = 50) @Schema(description = "As printed, such as 2024 or 2024a.")
        String year,

        @Size(max = 1000) String publisher,
        Doi doi,

        @Pattern(regexp = "[1-9][0-9]{0,9}", message = "A PubMed id is a number.")
        String pmid,

        WebUrl url) {

    public Reference {
        authors = Json.orEmpty(authors);
    }

    /** An author of what is cited: a person by family and given name, an organization by its name. */
    public record ReferenceAuthor(
            @Size(max = 500) String family,
            @Size(max = 500) String given,
            @Size(max = 1000) String name) {}
}
