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

        @Schema(
                description = "The version of the journal article, by NISO RP-8 (JAV). Where there is none it is the"
                        + " version of record.")
        ArticleVersion articleVersion,

        @Size(max = MarkedText.LONGEST_TITLE) @Schema(description = "Plain text. Derived where titleHtml is given.")
        String title,

        @Size(max = MarkedText.LONGEST_TITLE_HTML)
        @Schema(
                description = "The title with markup: i b sub sup u s code, span class=\"sc\", MathML. Only"
                        + " where there is some.")
        String titleHtml,

        @Size(max = 2000) String subtitle,

        @Size(max = 1000) @Schema(description = "The title in short, for the head of a page. Plain text.")
        String runningHead,

        @JsonProperty("abstract")
        @Size(max = MarkedText.LONGEST_ABSTRACT)
        @Schema(
                description =
                        "Plain text, paragraphs set apart by a blank line. Derived where abstractHtml is" + " given.")
        String abstractText,

        @Size(max = MarkedText.LONGEST_ABSTRACT_HTML)
        @Schema(description = "The abstract with markup: that of titles, and p ul ol li.")
        String abstractHtml,

        @Size(max = OtherAbstract.MOST)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "Abstracts of other kinds, such as a plain language summary, or further ones; together at"
                        + " most 200000 characters of plain text.")
        List<@NotNull @Valid OtherAbstract> otherAbstracts,

        @Size(max = 200) List<@NotBlank @Size(max = 500) String> keywords,
        @Size(max = 100) List<@NotNull @Valid Subject> subjects,
        @Size(max = 100) Map<LanguageTag, @NotNull @Valid Translation> translations,

        @Size(max = 10_000) @Schema(description = "In the order they are printed in.")
        List<@NotNull @Valid Contributor> contributors,

        @Valid Pages pages,

        @Size(max = 50) @Schema(description = "Stands in for pages, such as e12.")
        String articleNumber,

        @Valid Dates dates,

        @Size(max = MOST_EVENTS)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "What else happened to it, such as its preprint or its review, as the journal tells it.")
        List<@NotNull @Valid PublicationEvent> publicationHistory,

        @Valid LicenseTerms license,
        @Size(max = 200) List<@NotNull @Valid Funding> funding,
        @Valid Statements statements,

        @Size(max = 5000)
        @Schema(
                description = "To whom to write, in words. Readers get them without e-mail addresses; those who"
                        + " correspond are marked among the contributors.")
        String correspondence,

        @Size(max = MOST_NOTES)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                nullable = true,
                description = "Notes on the article and its authors that stand beside the text. Readers get them"
                        + " without e-mail addresses.")
        List<@NotNull @Valid Note> notes,

        @Size(max = 10_000) List<@NotNull @Valid Reference> references,
        @Size(max = 500) List<@NotNull @Valid Relation> relations,
        @Size(max = MOST_FILES) List<@NotNull @Valid ArticleFile> files) {

    /** The most notes. */
    public static final int MOST_NOTES = 1000;

    /** The most events. */
    public static final int MOST_EVENTS = 200;

    static final String TOKEN = "[a-z][a-z0-9-]{0,49}";
    /** The most files of an article. */
    public static final int MOST_FILES = 2_000;

    static final String NOT_A_TOKEN = "This must be lower-case letters, digits, hyphens.";

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

    /** Returns a copy with these contributors and relations. */
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

    /** Returns a copy with these files. */
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

    /** Returns a copy with this DOI. */
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

    /** Returns a copy with these dates and terms. */
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

    /** Returns a copy with these texts, other abstracts and translations. */
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

    /** Returns a copy whose words of correspondence and notes on authors name no e-mail address. */
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

    /** Returns a copy with all that any copy changes. */
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

    /** An identifier other than the DOI. */
    @Schema(name = "ArticleIdentifier")
    public record Identifier(
            @NotNull @Pattern(regexp = TOKEN, message = NOT_A_TOKEN) @Schema(examples = "pmid")
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

    /** Something that happened to the article on its way, or since. */
    public record PublicationEvent(
            @NotNull @Pattern(regexp = TOKEN, message = NOT_A_TOKEN) @Schema(examples = "preprint")
            String type,

            PartialDate date,
            Doi doi,
            WebUrl url,

            @Size(max = 5000) @Schema(description = "What happened, in words.")
            String text) {}

    /** A note on the article or its authors. */
    @Schema(name = "ArticleNote")
    public record Note(
            @Pattern(regexp = TOKEN, message = NOT_A_TOKEN)
            @Schema(examples = "author", description = "What it is about; absent for a footnote.")
            String type,

            @Size(max = 50) @Schema(description = "The mark that it is printed with.")
            String label,

            @NotBlank @Size(max = 20_000) String text,

            @Schema(description = "That of the article where there is none.")
            LanguageTag language) {

        /** The type of notes on the authors. */
        public static final String OF_AUTHORS = "author";

        /** Reports whether the note is on the authors. */
        public boolean concernsAuthors() {
            return OF_AUTHORS.equals(type);
        }

        /** Returns the note without e-mail addresses; null where no word is left. */
        Note withoutEmails() {
            String words = PrintedEmails.without(text);
            return words == null ? null : words.equals(text) ? this : new Note(type, label, words, language);
        }
    }

    /** Statements of the article beside its text. */
    public record Statements(
            @Size(max = 20_000) String dataAvailability,
            @Size(max = 20_000) String conflictOfInterest,
            @Size(max = 20_000) String ethics,
            @Size(max = 20_000) String acknowledgements,
            @Size(max = 20_000) String funding,

            @Size(max = 20_000) @Schema(description = "What each of the authors did, in words.")
            String authorContributions,

            @Size(max = MOST_OTHERS)
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Schema(
                    nullable = true,
                    description = "Those of other kinds, such as informed-consent or code-availability.")
            List<@NotNull @Valid OtherStatement> others) {

        /** Says nothing. */
        public static final Statements NONE = new Statements(null, null, null, null, null, null, null);

        /** The most of other kinds. */
        public static final int MOST_OTHERS = 100;

        public Statements {
            others = Json.orEmpty(others);
        }
    }

    /** A statement of a kind that has no member of its own. */
    public record OtherStatement(
            @Pattern(regexp = TOKEN, message = NOT_A_TOKEN) @Schema(examples = "informed-consent")
            String type,

            @Size(max = 500) @Schema(description = "Its heading, as printed.")
            String title,

            @NotBlank @Size(max = 20_000) String text,

            @Schema(description = "That of the article where there is none.")
            LanguageTag language) {}
}
