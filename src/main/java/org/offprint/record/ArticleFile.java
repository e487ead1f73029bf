package org.offprint.record;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.identifiers.LanguageTag;
import org.offprint.identifiers.WebUrl;

/** A file of the article, kept elsewhere: what it is and where. */
public record ArticleFile(
        @NotNull FileRole role,

        @Size(max = 200)
        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*",
                message = "This must be a media type such as application/pdf.")
        @Schema(examples = "application/pdf")
        String mediaType,

        @Size(max = 500) @Schema(examples = "PDF") String label,
        @NotNull WebUrl url,
        @Min(0) @Schema(description = "In bytes.") Long size,

        @Pattern(regexp = "[0-9a-f]{64}", message = "This must be 64 hexadecimal digits in lower case.")
        String sha256,

        LanguageTag language) {}
