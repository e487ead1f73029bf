package org.offprint.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.LanguageTag;
import org.offprint.json.Json;
import org.offprint.record.contributors.Contributor;

/**
 * The members of an article, as editors write them and a version keeps them for ever. Its placement (issue, section,
 * position) and its slug are states of the article outside of it.
 */
@Schema(description = "An article as its editors write it.")
public record ArticleBody(
        @NotNull ArticleType type,

        @NotNull @Schema(description = "The language of the title and the text.")
        LanguageTag language,

        Doi doi,
        @Size(max = 100) List<@NotNull @Valid Identifier> identifiers,

        @Size(max = MarkedText.LONGEST_TITLE) @Schema(description = "Plain text. Derived where titleHtml is given.")
        String title,

        @Size(max = MarkedText.LONGEST_TITLE_HTML)
        @Schema(
                description = "The title with markup: i b sub sup u s code, span class=\"sc\", MathML. Only"
                        + " where there is some.")
        String titleHtml,

        @Size(max = 2000) String subtitle,

        @JsonProperty("abstract")
        @Size(max = MarkedText.LONGEST_ABSTRACT)
        @Schema(
                description =
                        "Plain text, paragraphs set apart by a blank line. Derived where abstractHtml is" + " given.")
        String abstractText,

        @Size(max = MarkedText.LONGEST_ABSTRACT_HTML)
        @Schema(description = "The abstract with markup: that of titles, and p ul ol li.")
        String abstractHtml,

        @Size(max = 200) List<@NotBlank @Size(max = 500) String> keywords,
        @Size(max = 100) List<@NotNull @Valid Subject> subjects,
        @Size(max = 100) Map<LanguageTag, @NotNull @Valid Translation> translations,

        @Size(max = 10_000) @Schema(description = "In the order they are printed in.")
        List<@NotNull @Valid Contributor> contributors,

        @Valid Pages pages,

        @Size(max = 50) @Schema(description = "Stands in for pages, such as e12.")
        String articleNumber,

        @Valid Dates dates,
        @Valid LicenseTerms license,
        @Size(max = 200) List<@NotNull @Valid Funding> funding,
        @Valid Statements statements,
        @Size(max = 10_000) List<@NotNull @Valid Reference> references,
        @Size(max = 500) List<@NotNull @Valid Relation> relations,
        @Size(max = 500) List<@NotNull @Valid ArticleFile> files) {

    public ArticleBody {
        identifiers = Json.orEmpty(identifiers);
        keywords = Json.orEmpty(keywords);
        subjects = Json.orEmpty(subjects);
        translations = Json.orEmpty(translations);
        contributors = Json.orEmpty(contributors);
        funding = Json.orEmpty(funding);
        references = Json.orEmpty(references);
        relations = Json.orEmpty(relations);
        files = Json.orEmpty(files);
    }

    /** Returns a copy with these contributors and relations. */
    public ArticleBody with(List<Contributor> named, List<Relation> related) {
        return new ArticleBody(
                type,
                language,
                doi,
                identifiers,
                title,
                titleHtml,
                subtitle,
                abstractText,
                abstractHtml,
                keywords,
                subjects,
                translations,
                named,
                pages,
                articleNumber,
                dates,
                license,
                funding,
                statements,
                references,
                related,
                files);
    }

    /** Returns a copy with these dates and terms. */
    public ArticleBody with(Dates dated, LicenseTerms licensed) {
        return new ArticleBody(
                type,
                language,
                doi,
                identifiers,
                title,
                titleHtml,
                subtitle,
                abstractText,
                abstractHtml,
                keywords,
                subjects,
                translations,
                contributors,
                pages,
                articleNumber,
                dated,
                licensed,
                funding,
                statements,
                references,
                relations,
                files);
    }

    /** Returns a copy with these texts and translations. */
    public ArticleBody with(MarkedText titled, MarkedText summed, Map<LanguageTag, Translation> translated) {
        return new ArticleBody(
                type,
                language,
                doi,
                identifiers,
                titled.text(),
                titled.html(),
                subtitle,
                summed.text(),
                summed.html(),
                keywords,
                subjects,
                translated,
                contributors,
                pages,
                articleNumber,
                dates,
                license,
                funding,
                statements,
                references,
                relations,
                files);
    }

    /** An identifier other than the DOI. */
    @Schema(name = "ArticleIdentifier")
    public record Identifier(
            @NotNull
            @Pattern(regexp = "[a-z][a-z0-9-]{0,49}", message = "This must be lower-case letters, digits, hyphens.")
            @Schema(examples = "pmid")
            String type,

            @NotBlank @Size(max = 500) String value) {}

    /** A subject of a classification, or in free words. */
    @Schema(name = "ArticleSubject")
    public record Subject(
            @Size(max = 200) String scheme,
            @Size(max = 100) String code,
            @NotBlank @Size(max = 500) String label) {}

    /** The first and last page, as printed. */
    public record Pages(
            @NotBlank @Size(max = 50) String first,
            @Size(max = 50) String last) {}

    /** Statements of the article beside its text. */
    public record Statements(
            @Size(max = 20_000) String dataAvailability,
            @Size(max = 20_000) String conflictOfInterest,
            @Size(max = 20_000) String ethics,
            @Size(max = 20_000) String acknowledgements) {}
}
