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
 * File of an article. A file stored by the service has a name, and its content never changes. An external file has a
 * URL.
 *
 * @param url URL of an external file; null for a stored file
 * @param name name of a stored file; null for an external file
 * @param href URL path of a stored file in this service; derived for responses, never stored
 */
@Schema(
        description = "File of an article. A stored file has a `name` and is uploaded with PUT …/files/{name}."
                + " An external file has a `url`.")
public record ArticleFile(
        @NotNull @Schema(description = "Purpose of the file within the article.")
        FileRole role,

        @Size(max = 200)
        @Pattern(
                regexp = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*",
                message = "Must be a media type, for example application/pdf.")
        @Schema(
                examples = "application/pdf",
                description = "Media type of the file, at most 200 characters. The service detects the type of a"
                        + " stored file from its content.")
        String mediaType,

        @Size(max = 500)
        @Schema(
                examples = "PDF",
                description = "Text of the link to the file, for example `PDF`. At most 500 characters.")
        String label,

        @Schema(description = "URL of an external file. Omitted for a stored file.")
        WebUrl url,

        @Min(0) @Schema(description = "Size of the file in bytes.")
        Long size,

        @Pattern(regexp = "[0-9a-f]{64}", message = "Must be 64 lower-case hexadecimal digits.")
        @Schema(
                description = "SHA-256 of the content, as 64 lower-case hexadecimal digits. In requests, the hash"
                        + " selects an uploaded file of this article.")
        String sha256,

        @Schema(description = "Language of the file, as a BCP 47 tag.")
        LanguageTag language,

        @Size(min = 1, max = 255)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                nullable = true,
                examples = "figures/fig1.tif",
                description = "Name of a stored file, at most 255 characters. The full text refers to the file by this"
                        + " name. Omitted for an external file.")
        String name,

        @Size(max = 2000)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                nullable = true,
                description = "Alternative text of an image, for readers who cannot see the image. At most 2000"
                        + " characters.")
        String alt,

        @Size(max = 2000)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(nullable = true, description = "URL path of a stored file in this service. The service sets the path.")
        String href) {

    /** Returns whether the file is stored by this service. */
    @JsonIgnore
    public boolean isStored() {
        return name != null;
    }

    /** Returns whether the file is stored by this service and is the full text as PDF. */
    @JsonIgnore
    public boolean isPdfOfText() {
        return isStored() && role == FileRole.FULLTEXT && "application/pdf".equals(mediaType);
    }

    /** Returns whether the file is stored by this service and is the full text as HTML. */
    @JsonIgnore
    public boolean isHtmlOfText() {
        return isStored() && role == FileRole.FULLTEXT && mediaType != null && mediaType.startsWith("text/html");
    }

    /** Returns a copy of the file entry with the given URL path in this service. The path can be null. */
    public ArticleFile at(String path) {
        return new ArticleFile(role, mediaType, label, url, size, sha256, language, name, alt, path);
    }

    /** Returns a copy of the file entry as a stored file with the given hash, size and media type. */
    public ArticleFile withContent(String hash, long bytes, String type) {
        return new ArticleFile(role, type, label, null, bytes, hash, language, name, alt, null);
    }
}
