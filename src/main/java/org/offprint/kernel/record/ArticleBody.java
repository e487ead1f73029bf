package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.markup.MarkedText;
import org.offprint.kernel.text.PrintedEmails;

/**
 * Content of an article, as written by editors and stored permanently in versions. The slug and the placement (issue,
 * section, position) of an article are stored separately.
 */
@Schema(description = "Content of an article, as its editors write it.")
public record ArticleBody(
        @NotNull @Schema(description = "Type of the article, for example `research-article`.")
        ArticleType type,

        @NotNull @Schema(description = "Language of the title and the text, as a BCP 47 tag.")
        LanguageTag language,

        @Schema(
                description = "DOI of the article, for example `10.5555/12345678`. Each DOI belongs to at most one"
                        + " record.")
        Doi doi,

        @Size(max = 100) @Schema(description = "Identifiers of the article in addition to its DOI, at most 100.")
        List<@NotNull @Valid Identifier> identifiers,

        @Schema(
                description = "Version of the journal article (NISO RP-8, JAV), for example `AM` for the accepted"
                        + " manuscript. An article without this member is the version of record.")
        ArticleVersion articleVersion,

        @Size(max = MarkedText.MAX_TITLE_LENGTH)
        @Schema(description = "Title as plain text, at most 2000 characters. Derived from `titleHtml` if present.")
        String title,

        @Size(max = MarkedText.MAX_TITLE_HTML_LENGTH)
        @Schema(
                description = "Title with markup, at most 5000 characters. The elements `i b sub sup u s code`, `span"
                        + " class=\"sc\"` and MathML are allowed. Omitted if the title has no markup.")
        String titleHtml,

        @Size(max = 2000) @Schema(description = "Subtitle as plain text, at most 2000 characters.")
        String subtitle,

        @Size(max = 1000)
        @Schema(description = "Short title for the head of a page, as plain text. At most 1000 characters.")
        String runningHead,

        @JsonProperty("abstract")
        @Size(max = MarkedText.MAX_ABSTRACT_LENGTH)
        @Schema(
                description = "Abstract as plain text, with a blank line between paragraphs. At most 100000"
                        + " characters. Derived from `abstractHtml` if present.")
        String abstractText,

        @Size(max = MarkedText.MAX_ABSTRACT_HTML_LENGTH)
        @Schema(
                description = "Abstract with markup, at most 200000 characters. The markup of titles and the elements"
                        + " `p ul ol li` are allowed.")
        String abstractHtml,

        @Size(max = OtherAbstract.MAX_ABSTRACTS)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "Additional abstracts, for example plain language summaries. At most 50, with together"
                        + " at most 200000 characters of plain text.")
        List<@NotNull @Valid OtherAbstract> otherAbstracts,

        @Size(max = 200)
        @Schema(
                description = "Keywords in the language of the article, each at most 500 characters. At most 200,"
                        + " without duplicates.")
        List<@NotBlank @Size(max = 500) String> keywords,

        @Size(max = 100) @Schema(description = "Subjects from a classification or as free text, at most 100.")
        List<@NotNull @Valid Subject> subjects,

        @Size(max = 100)
        @Schema(
                maxProperties = 100,
                description = "Translated texts of the article, keyed by BCP 47 tag. At most 100 languages.")
        Map<LanguageTag, @NotNull @Valid Translation> translations,

        @Size(max = 10_000) @Schema(description = "Contributors in the order in which they are printed, at most 10000.")
        List<@NotNull @Valid Contributor> contributors,

        @Valid
        @Schema(description = "Page range of the article in its issue. Use `articleNumber` for articles without pages.")
        Pages pages,

        @Size(max = 50)
        @Schema(description = "Article number that replaces page numbers, for example `e12`. At most 50 characters.")
        String articleNumber,

        @Valid @Schema(description = "Dates of the article, for example of its receipt, acceptance and publication.")
        Dates dates,

        @Size(max = MAX_EVENTS)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "Additional events of the article, for example its preprint or its review. At most 200.")
        List<@NotNull @Valid PublicationEvent> publicationHistory,

        @Valid @Schema(description = "Licence and copyright of the article. Defaults to the licence of the journal.")
        LicenseTerms license,

        @Size(max = 200) @Schema(description = "Funders of the article with their awards, at most 200.")
        List<@NotNull @Valid Funding> funding,

        @Valid @Schema(description = "Statements that are not part of the text, for example on data availability.")
        Statements statements,

        @Size(max = 5000)
        @Schema(
                description = "Correspondence statement as printed, at most 5000 characters. E-mail addresses are"
                        + " removed for readers. Set `corresponding` for the contributors concerned.")
        String correspondence,

        @Size(max = MAX_NOTES)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "Notes on the article and its authors that are not part of the text, at most 1000."
                        + " E-mail addresses are removed for readers.")
        List<@NotNull @Valid Note> notes,

        @Size(max = 10_000)
        @Schema(description = "Works that the article cites, in the order of the reference list. At most 10000.")
        List<@NotNull @Valid Reference> references,

        @Size(max = 500)
        @Schema(description = "Relations to other articles, for example to a correction or a translation. At most 500.")
        List<@NotNull @Valid Relation> relations,

        @Size(max = MAX_FILES)
        @Schema(description = "Files of the article in the order in which they are listed, at most 2000.")
        List<@NotNull @Valid ArticleFile> files) {

    /** Maximum number of notes of an article. */
    public static final int MAX_NOTES = 1000;

    /** Maximum number of publication events of an article. */
    public static final int MAX_EVENTS = 200;

    /** Maximum number of files of an article. */
    public static final int MAX_FILES = 2_000;

    public ArticleBody {
        identifiers = Json.orEmpty(identifiers);
        otherAbstracts = Json.orEmpty(otherAbstracts);
        keywords = Json.orEmpty(keywords);
        subjects = Json.orEmpty(subjects);
        translations = Json.orEmpty(translations);
        contributors = Json.orEmpty(contributors);
        publicationHistory = Json.orEmpty(publicationHistory);
        funding = Json.orEmpty(funding);
        notes = Json.orEmpty(notes);
        references = Json.orEmpty(references);
        relations = Json.orEmpty(relations);
        files = Json.orEmpty(files);
    }

    /** Returns a copy of the article content with the given contributors and relations. */
    public ArticleBody with(List<Contributor> named, List<Relation> related) {
        return copy(
                markedTitle(),
                markedAbstract(),
                otherAbstracts,
                translations,
                named,
                dates,
                license,
                correspondence,
                notes,
                related,
                files);
    }

    /** Returns a copy of the article content with the given files. */
    public ArticleBody withFiles(List<ArticleFile> kept) {
        return copy(
                markedTitle(),
                markedAbstract(),
                otherAbstracts,
                translations,
                contributors,
                dates,
                license,
                correspondence,
                notes,
                relations,
                kept);
    }

    /** Returns a copy of the article content with the given DOI. */
    public ArticleBody withDoi(Doi minted) {
        return new ArticleBody(
                type,
                language,
                minted,
                identifiers,
                articleVersion,
                title,
                titleHtml,
                subtitle,
                runningHead,
                abstractText,
                abstractHtml,
                otherAbstracts,
                keywords,
                subjects,
                translations,
                contributors,
                pages,
                articleNumber,
                dates,
                publicationHistory,
                license,
                funding,
                statements,
                correspondence,
                notes,
                references,
                relations,
                files);
    }

    /** Returns a copy of the article content with the given dates and licence terms. */
    public ArticleBody with(Dates dated, LicenseTerms licensed) {
        return copy(
                markedTitle(),
                markedAbstract(),
                otherAbstracts,
                translations,
                contributors,
                dated,
                licensed,
                correspondence,
                notes,
                relations,
                files);
    }

    /** Returns a copy of the article content with the given title, abstract, additional abstracts and translations. */
    public ArticleBody with(
            MarkedText titled,
            MarkedText summed,
            List<OtherAbstract> otherwise,
            Map<LanguageTag, Translation> translated) {
        return copy(
                titled,
                summed,
                otherwise,
                translated,
                contributors,
                dates,
                license,
                correspondence,
                notes,
                relations,
                files);
    }

    /** Returns a copy of the article content without email addresses in the correspondence statement and the notes. */
    public ArticleBody withoutEmails() {
        if (correspondence == null && notes.isEmpty()) {
            return this;
        }
        return copy(
                markedTitle(),
                markedAbstract(),
                otherAbstracts,
                translations,
                contributors,
                dates,
                license,
                PrintedEmails.without(correspondence),
                notes.stream().map(Note::withoutEmails).filter(Objects::nonNull).toList(),
                relations,
                files);
    }

    private MarkedText markedTitle() {
        return new MarkedText(title, titleHtml);
    }

    private MarkedText markedAbstract() {
        return new MarkedText(abstractText, abstractHtml);
    }

    /** Returns a copy of the article content with the given members replaced. */
    private ArticleBody copy(
            MarkedText titled,
            MarkedText summed,
            List<OtherAbstract> otherwise,
            Map<LanguageTag, Translation> translated,
            List<Contributor> named,
            Dates dated,
            LicenseTerms licensed,
            String corresponding,
            List<Note> noted,
            List<Relation> related,
            List<ArticleFile> kept) {
        return new ArticleBody(
                type,
                language,
                doi,
                identifiers,
                articleVersion,
                titled.text(),
                titled.html(),
                subtitle,
                runningHead,
                summed.text(),
                summed.html(),
                otherwise,
                keywords,
                subjects,
                translated,
                named,
                pages,
                articleNumber,
                dated,
                publicationHistory,
                licensed,
                funding,
                statements,
                corresponding,
                noted,
                references,
                related,
                kept);
    }

    /** Identifier of an article in addition to its DOI. */
    @Schema(name = "ArticleIdentifier", description = "Identifier of an article in addition to its DOI.")
    public record Identifier(
            @NotNull
            @Pattern(regexp = TokenPattern.REGEXP, message = TokenPattern.MESSAGE)
            @Schema(
                    examples = "pmid",
                    description =
                            "Type of the identifier, for example `pmid` or `pmcid`. At most 50 lower-case letters,"
                                    + " digits and hyphens.")
            String type,

            @NotBlank @Size(max = 500) @Schema(description = "Value of the identifier, at most 500 characters.")
            String value) {}

    /** Subject of an article, from a classification or as free text. */
    @Schema(name = "ArticleSubject", description = "Subject of an article, from a classification or as free text.")
    public record Subject(
            @Size(max = 200)
            @Schema(description = "Name or URL of the classification. At most 200 characters. Omitted for free text.")
            String scheme,

            @Size(max = 100) @Schema(description = "Code of the subject in the classification, at most 100 characters.")
            String code,

            @NotBlank @Size(max = 500) @Schema(description = "Name of the subject, at most 500 characters.")
            String label) {}

    /** First and last page of an article, as printed. */
    @Schema(description = "Page range as printed.")
    public record Pages(
            @NotBlank
            @Size(max = 50)
            @Schema(description = "First page as printed, for example `12` or `S3`. At most 50 characters.")
            String first,

            @Size(max = 50)
            @Schema(description = "Last page as printed, at most 50 characters. Omitted for a single page.")
            String last) {}

    /** Event before or after the publication of an article. */
    @Schema(description = "Event in the history of an article, for example its preprint or a review.")
    public record PublicationEvent(
            @NotNull
            @Pattern(regexp = TokenPattern.REGEXP, message = TokenPattern.MESSAGE)
            @Schema(
                    examples = "preprint",
                    description = "Type of the event, for example `preprint`. At most 50 lower-case letters, digits and"
                            + " hyphens.")
            String type,

            @Schema(description = "Date of the event: a day, a month or a year.")
            PartialDate date,

            @Schema(description = "DOI of the published result, for example of the preprint.")
            Doi doi,

            @Schema(description = "URL of the published result.")
            WebUrl url,

            @Size(max = 5000) @Schema(description = "Description of the event, at most 5000 characters.")
            String text) {}

    /** Note on an article or its authors. */
    @Schema(name = "ArticleNote", description = "Note on an article or its authors that is not part of the text.")
    public record Note(
            @Pattern(regexp = TokenPattern.REGEXP, message = TokenPattern.MESSAGE)
            @Schema(
                    examples = "author",
                    description = "Topic of the note, for example `author`. Omitted for a footnote.")
            String type,

            @Size(max = 50) @Schema(description = "Label that is printed with the note, at most 50 characters.")
            String label,

            @NotBlank
            @Size(max = 20_000)
            @Schema(description = "Text of the note as printed, at most 20000 characters.")
            String text,

            @Schema(description = "Language of the note. Defaults to the language of the article.")
            LanguageTag language) {

        /** Type of notes about the authors of an article. */
        public static final String AUTHOR_NOTE = "author";

        /** Returns whether the note is about the authors of the article. */
        public boolean concernsAuthors() {
            return AUTHOR_NOTE.equals(type);
        }

        /** Returns the note without email addresses, or null if nothing would remain. */
        Note withoutEmails() {
            String words = PrintedEmails.without(text);
            return words == null ? null : words.equals(text) ? this : new Note(type, label, words, language);
        }
    }

    /** Statements of an article that are not part of its text. */
    @Schema(description = "Statements of an article that are not part of its text.")
    public record Statements(
            @Size(max = 20_000) @Schema(description = "Data availability statement, at most 20000 characters.")
            String dataAvailability,

            @Size(max = 20_000) @Schema(description = "Conflict of interest statement, at most 20000 characters.")
            String conflictOfInterest,

            @Size(max = 20_000) @Schema(description = "Ethics statement, at most 20000 characters.")
            String ethics,

            @Size(max = 20_000) @Schema(description = "Acknowledgements, at most 20000 characters.")
            String acknowledgements,

            @Size(max = 20_000)
            @Schema(
                    description = "Funding statement as printed, at most 20000 characters. Use `funding` of the article"
                            + " for funders and awards.")
            String funding,

            @Size(max = 20_000)
            @Schema(description = "Contributions of each author as free text, at most 20000 characters.")
            String authorContributions,

            @Size(max = MAX_OTHERS)
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Schema(
                    nullable = true,
                    description = "Statements of other types, for example `informed-consent` or `code-availability`. At"
                            + " most 100.")
            List<@NotNull @Valid OtherStatement> others) {

        /** Article statements without any content. */
        public static final Statements NONE = new Statements(null, null, null, null, null, null, null);

        /** Maximum number of statements whose types have no JSON member of their own. */
        public static final int MAX_OTHERS = 100;

        public Statements {
            others = Json.orEmpty(others);
        }
    }

    /** Statement of a type that has no JSON member of its own. */
    @Schema(description = "Statement of a type that has no member of its own.")
    public record OtherStatement(
            @Pattern(regexp = TokenPattern.REGEXP, message = TokenPattern.MESSAGE)
            @Schema(
                    examples = "informed-consent",
                    description =
                            "Type of the statement, for example `informed-consent`. At most 50 lower-case letters,"
                                    + " digits and hyphens.")
            String type,

            @Size(max = 500) @Schema(description = "Heading of the statement as printed, at most 500 characters.")
            String title,

            @NotBlank
            @Size(max = 20_000)
            @Schema(description = "Text of the statement as printed, at most 20000 characters.")
            String text,

            @Schema(description = "Language of the statement. Defaults to the language of the article.")
            LanguageTag language) {}
}
