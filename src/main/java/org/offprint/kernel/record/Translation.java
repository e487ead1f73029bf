package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.markup.MarkedText;

/** Texts of an article in another language. */
@Schema(name = "ArticleTranslation")
public record Translation(
        @Size(max = MarkedText.MAX_TITLE_LENGTH) String title,
        @Size(max = MarkedText.MAX_TITLE_HTML_LENGTH) String titleHtml,
        @Size(max = 2000) String subtitle,

        @JsonProperty("abstract") @Size(max = MarkedText.MAX_ABSTRACT_LENGTH)
        String abstractText,

        @Size(max = MarkedText.MAX_ABSTRACT_HTML_LENGTH) String abstractHtml,
        @Size(max = 200) List<@NotBlank @Size(max = 500) String> keywords,

        @Size(max = 500)
        @Schema(description = "Heading of the article's section in this language, at most 500 characters.")
        String section) {

    public Translation {
        keywords = Json.orEmpty(keywords);
    }
}
