package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.record.markup.MarkedText;

/** An abstract of another kind than the abstract, or a further one. */
public record OtherAbstract(
        @Pattern(regexp = ArticleBody.TOKEN, message = ArticleBody.NOT_A_TOKEN)
        @Schema(
                description =
                        "The kind, as JATS has it (abstract-type): plain-language-summary, author-summary,"
                                + " executive-summary, key-points, graphical, teaser, toc, web-summary, editor-summary and others.",
                examples = "plain-language-summary")
        String type,

        @Schema(description = "That of the article where there is none.")
        LanguageTag language,

        @Size(max = 500) @Schema(description = "Its heading, as printed. Plain text.")
        String title,

        @JsonProperty("abstract")
        @Size(max = MarkedText.LONGEST_ABSTRACT)
        @Schema(
                description =
                        "Plain text, paragraphs set apart by a blank line. Derived where abstractHtml is given; one"
                                + " of the two is needed.")
        String abstractText,

        @Size(max = MarkedText.LONGEST_ABSTRACT_HTML) @Schema(description = "With the markup of abstracts.")
        String abstractHtml) {

    /** The most of an article. */
    public static final int MOST = 50;

    /** The most characters of plain text of all of an article together. */
    public static final int LONGEST_TOGETHER = 200_000;
}
