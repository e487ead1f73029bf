package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.record.markup.MarkedText;

/** Abstract in addition to the main abstract, for example a plain language summary. */
@Schema(description = "Abstract in addition to the main abstract, for example a plain language summary.")
public record OtherAbstract(
        @Pattern(regexp = TokenPattern.REGEXP, message = TokenPattern.MESSAGE)
        @Schema(
                description = "Type of the abstract as in `abstract-type` of JATS. For example plain-language-summary,"
                        + " author-summary, executive-summary, key-points, graphical, teaser, toc, web-summary or"
                        + " editor-summary. Other types are also accepted.",
                examples = "plain-language-summary")
        String type,

        @Schema(description = "Language of the abstract. Defaults to the language of the article.")
        LanguageTag language,

        @Size(max = 500)
        @Schema(description = "Heading of the abstract as printed, in plain text. At most 500 characters.")
        String title,

        @JsonProperty("abstract")
        @Size(max = MarkedText.MAX_ABSTRACT_LENGTH)
        @Schema(
                description = "Abstract as plain text, with a blank line between paragraphs. At most 100000"
                        + " characters. Derived from `abstractHtml` if present."
                        + " Either `abstract` or `abstractHtml` is required.")
        String abstractText,

        @Size(max = MarkedText.MAX_ABSTRACT_HTML_LENGTH)
        @Schema(
                description = "Abstract with markup, at most 200000 characters. The same markup as in `abstractHtml`"
                        + " of the article is allowed.")
        String abstractHtml) {

    /** Maximum number of additional abstracts of an article. */
    public static final int MAX_ABSTRACTS = 50;

    /** Maximum total length of all additional abstracts of an article, in characters of plain text. */
    public static final int MAX_TOTAL_LENGTH = 200_000;
}
