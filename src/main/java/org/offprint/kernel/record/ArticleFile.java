package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.WebUrl;

/**
 * A file of the article: kept here, then it has a name and what it holds never changes; or elsewhere, then it has an
 * address.
 *
 * @param url null for one that is kept here
 * @param name null for one that is kept elsewhere
 * @param href where this service has it; never stored
 */
@Schema(
        description = "A file of the article: kept here, then it has a `name` (upload it with PUT …/files/{name}), or"
                + " elsewhere, then it has a `url`.")
public record ArticleFile(
        @NotNull FileRole role,

        @Size(max = 200)
        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*",
                message = "This must be a media type such as application/pdf.")
        @Schema(examples = "application/pdf", description = "Of one that is kept here found by its content.")
        String mediaType,

        @Size(max = 500) @Schema(examples = "PDF") String label,

        @Schema(description = "Where it is, of one that is kept elsewhere.")
        WebUrl url,

        @Min(0) @Schema(description = "In bytes.") Long size,

        @Pattern(regexp = "[0-9a-f]{64}", message = "This must be 64 hexadecimal digits in lower case.")
        String sha256,

        LanguageTag language,

        @Size(min = 1, max = 255)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                nullable = true,
                examples = "figures/fig1.tif",
                description = "Of one that is kept here; by it the full text refers to the file.")
        String name,

        @Size(max = 2000)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(nullable = true, description = "The text in place of an image, for readers who do not see the image.")
        String alt,

        @Size(max = 2000)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(nullable = true, description = "Where this service has it: a path. The service sets it.")
        String href) {

    /** Reports whether the file is kept here. */
    @JsonIgnore
    public boolean isHeld() {
        return name != null;
    }

    /** Reports whether the file is the text as PDF, and kept here. */
    @JsonIgnore
    public boolean isPdfOfText() {
        return isHeld() && role == FileRole.FULLTEXT && "application/pdf".equals(mediaType);
    }

    /** Reports whether the file is the text as HTML, and kept here. */
    @JsonIgnore
    public boolean isHtmlOfText() {
        return isHeld() && role == FileRole.FULLTEXT && mediaType != null && mediaType.startsWith("text/html");
    }

    /** Returns a copy with this address here; null for none. */
    public ArticleFile at(String path) {
        return new ArticleFile(role, mediaType, label, url, size, sha256, language, name, alt, path);
    }

    /** Returns a copy that holds these bytes. */
    public ArticleFile holding(String hash, long bytes, String type) {
        return new ArticleFile(role, type, label, null, bytes, hash, language, name, alt, null);
    }
}
