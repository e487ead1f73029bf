package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.markup.MarkedText;

/** Title, abstract and keywords of an article in another language. */
@Schema(name = "ArticleTranslation", description = "Texts of an article in another language.")
public record Translation(
        @Size(max = MarkedText.MAX_TITLE_LENGTH)
        @Schema(
                description = "Translated title as plain text, at most 2000 characters. Derived from `titleHtml` if"
                        + " that is given.")
        String title,

        @Size(max = MarkedText.MAX_TITLE_HTML_LENGTH)
        @Schema(
                description = "Translated title with markup, at most 5000 characters. Accepts the same markup as"
                        + " `titleHtml` of the article.")
        String titleHtml,

        @Size(max = 2000) @Schema(description = "Translated subtitle as plain text, at most 2000 characters.")
        String subtitle,

        @JsonProperty("abstract")
        @Size(max = MarkedText.MAX_ABSTRACT_LENGTH)
        @Schema(
                description = "Translated abstract as plain text, at most 100000 characters. Derived from"
                        + " `abstractHtml` if present.")
        String abstractText,

        @Size(max = MarkedText.MAX_ABSTRACT_HTML_LENGTH)
        @Schema(
                description = "Translated abstract with markup, at most 200000 characters. Accepts the same markup as"
                        + " `abstractHtml` of the article.")
        String abstractHtml,

        @Size(max = 200)
        @Schema(description = "Translated keywords, each at most 500 characters. At most 200, without duplicates.")
        List<@NotBlank @Size(max = 500) String> keywords,

        @Size(max = 500)
        @Schema(description = "Heading of the article's section in this language, at most 500 characters.")
        String section) {

    public Translation {
        keywords = Json.orEmpty(keywords);
    }
}
