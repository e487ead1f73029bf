package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.json.Json;

/** Reference to a cited work: the reference as printed, its parsed parts such as title and year, or both. */
@Schema(description = "Reference to a cited work: its text as printed, its parts, or both.")
public record Reference(
        @Size(max = 200)
        @Schema(
                description = "Key that identifies the reference within the article, at most 200 characters.",
                examples = "ref1")
        String key,

        @Size(max = 10_000) @Schema(description = "Complete reference as printed, at most 10000 characters.")
        String text,

        @Pattern(
                regexp = "[a-z][a-z0-9-]{0,49}",
                message = "Must be at most 50 lower-case letters, digits and hyphens, and begin with a letter.")
        @Schema(
                description = "Type of the cited work, for example `journal`, `book`, `chapter`, `conference`,"
                        + " `thesis` or `web`.")
        String type,

        @Size(max = 10_000) @Schema(description = "Authors of the cited work in printed order, at most 10000.")
        List<@NotNull @Valid ReferenceAuthor> authors,

        @Schema(
                description = "True if the work has more authors than are listed, or more editors if no authors are"
                        + " listed. Omitted otherwise.")
        Boolean etAl,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 1000)
        @Schema(
                nullable = true,
                description =
                        "Editors of the volume that contains the work, or of the work itself. At most 1000. Omitted"
                                + " if there are none.")
        List<@NotNull @Valid ReferenceAuthor> editors,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 1000)
        @Schema(
                nullable = true,
                description = "Translators of the cited work, at most 1000. Omitted if there are none.")
        List<@NotNull @Valid ReferenceAuthor> translators,

        @Size(max = 5000)
        @Schema(description = "Title of the cited article, chapter or complete work. At most 5000 characters.")
        String title,

        @Size(max = 2000)
        @Schema(description = "Title of the journal, or of the book that contains a chapter. At most 2000 characters.")
        String containerTitle,

        @Size(max = 2000)
        @Schema(description = "Series of books or reports in which the work appeared. At most 2000 characters.")
        String series,

        @Size(max = 200) @Schema(description = "Edition as printed, at most 200 characters.", examples = "2nd")
        String edition,

        @Size(max = 200)
        @Schema(description = "Version of cited software or data, at most 200 characters.", examples = "3.3.2")
        String version,

        @Size(max = 100) @Schema(description = "Volume as printed, at most 100 characters.")
        String volume,

        @Size(max = 100) @Schema(description = "Issue number as printed, at most 100 characters.")
        String issue,

        @Size(max = 100) @Schema(description = "First page as printed, at most 100 characters.")
        String firstPage,

        @Size(max = 100) @Schema(description = "Last page as printed, at most 100 characters.")
        String lastPage,

        @Size(max = 100)
        @Schema(
                description = "Article number that replaces page numbers, at most 100 characters.",
                examples = "e0123456")
        String articleNumber,

        @Size(max = 50)
        @Schema(description = "Year of publication as printed, for example `2024` or `2024a`. At most 50 characters.")
        String year,

        @Size(max = 100)
        @Schema(description = "Season or months as printed, at most 100 characters.", examples = "Jan.-Feb.")
        String season,

        @Size(max = 50)
        @Schema(description = "Month of publication as printed, at most 50 characters.", examples = "March")
        String month,

        @Size(max = 50) @Schema(description = "Day of the month as printed, at most 50 characters.", examples = "11")
        String day,

        @Size(max = 200)
        @Schema(
                description = "Date on which the work was accessed, for example `2024-05-01`, or text as printed. At"
                        + " most 200 characters.",
                examples = "2024-05-01")
        String accessed,

        @Valid @Schema(description = "Conference at which the cited work was presented.")
        ReferenceConference conference,

        @Size(max = 1000) @Schema(description = "Name of the publisher, at most 1000 characters.")
        String publisher,

        @Size(max = 1000) @Schema(description = "Place of the publisher, at most 1000 characters.")
        String publisherPlace,

        @Schema(description = "DOI of the cited work.") Doi doi,

        @Pattern(regexp = "[1-9][0-9]{0,9}", message = "Must be a PubMed id: a number of at most 10 digits.")
        @Schema(description = "PubMed id of the cited work: a number of at most 10 digits.")
        String pmid,

        @Pattern(
                regexp = "PMC[1-9][0-9]{0,9}",
                message = "Must be a PubMed Central id: PMC and a number of at most 10 digits.")
        @Schema(description = "PubMed Central id of the cited work: `PMC` and a number of at most 10 digits.")
        String pmcid,

        @Size(max = 100)
        @Schema(description = "ISBN as printed, at most 100 characters.", examples = "978-3-16-148410-0")
        String isbn,

        @Size(max = 100) @Schema(description = "ISSN as printed, at most 100 characters.", examples = "2049-3630")
        String issn,

        @Valid @Schema(description = "Accession number of the cited data.")
        ReferenceAccession accession,

        @Schema(description = "URL of the cited work.") WebUrl url,

        @Size(max = 5000)
        @Schema(
                description = "Text that is printed with the reference but belongs to no other member. At most 5000"
                        + " characters.",
                examples = "In Portuguese")
        String comment,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description =
                        "Origin of the parts: the imported source (`source`), an editor (`editor`), or a suggestion"
                                + " parsed from the text that an editor accepted (`suggestion`). Omitted if unknown.")
        PartsOrigin partsFrom) {

    /** Origin of a reference's parsed parts, for example an editor. */
    @Schema(
            description = "Origin of the parts of a reference. `source`: the imported source. `editor`: an editor."
                    + " `suggestion`: a parsed suggestion that an editor accepted.")
    public enum PartsOrigin {
        @JsonProperty("source")
        SOURCE,
        @JsonProperty("editor")
        EDITOR,
        @JsonProperty("suggestion")
        SUGGESTION
    }

    public Reference {
        authors = Json.orEmpty(authors);
        etAl = Boolean.TRUE.equals(etAl) ? etAl : null;
        editors = Json.orEmpty(editors);
        translators = Json.orEmpty(translators);
    }

    /**
     * Returns whether the reference contains enough data to find the cited work: printed text, a title, or an
     * identifier.
     */
    @JsonIgnore
    public boolean isIdentifiable() {
        return Stream.of(text, title, containerTitle, doi, url, pmid, pmcid, isbn, conference, accession)
                .anyMatch(Objects::nonNull);
    }

    /** Returns a copy of the reference with the given key and printed text. */
    public Reference with(String otherKey, String otherText) {
        return new Reference(
                otherKey,
                otherText,
                type,
                authors,
                etAl,
                editors,
                translators,
                title,
                containerTitle,
                series,
                edition,
                version,
                volume,
                issue,
                firstPage,
                lastPage,
                articleNumber,
                year,
                season,
                month,
                day,
                accessed,
                conference,
                publisher,
                publisherPlace,
                doi,
                pmid,
                pmcid,
                isbn,
                issn,
                accession,
                url,
                comment,
                partsFrom);
    }

    /**
     * Returns a copy of the reference whose missing parts, such as title or year, are taken from {@code parts}. The key
     * and the printed text are not changed.
     *
     * @param origin origin of the parsed parts
     */
    public Reference completedBy(Reference parts, PartsOrigin origin) {
        return new Reference(
                key,
                text,
                or(type, parts.type()),
                authors.isEmpty() ? parts.authors() : authors,
                or(etAl, parts.etAl()),
                editors.isEmpty() ? parts.editors() : editors,
                translators.isEmpty() ? parts.translators() : translators,
                or(title, parts.title()),
                or(containerTitle, parts.containerTitle()),
                or(series, parts.series()),
                or(edition, parts.edition()),
                or(version, parts.version()),
                or(volume, parts.volume()),
                or(issue, parts.issue()),
                or(firstPage, parts.firstPage()),
                or(lastPage, parts.lastPage()),
                or(articleNumber, parts.articleNumber()),
                or(year, parts.year()),
                or(season, parts.season()),
                or(month, parts.month()),
                or(day, parts.day()),
                or(accessed, parts.accessed()),
                or(conference, parts.conference()),
                or(publisher, parts.publisher()),
                or(publisherPlace, parts.publisherPlace()),
                or(doi, parts.doi()),
                or(pmid, parts.pmid()),
                or(pmcid, parts.pmcid()),
                or(isbn, parts.isbn()),
                or(issn, parts.issn()),
                or(accession, parts.accession()),
                or(url, parts.url()),
                or(comment, parts.comment()),
                origin);
    }

    private static <T> T or(T stated, T other) {
        return stated == null ? other : stated;
    }

    /**
     * Returns the content of the reference as bytes: its printed text, or its JSON if there is none. A link to the
     * cited work is valid as long as this content does not change.
     */
    public byte[] content() {
        return text == null ? Json.write(this) : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns whether the reference has any member other than its printed text, key and type. */
    public boolean hasParts() {
        return describes()
                || Stream.of(
                                etAl, edition, version, issue, lastPage, season, month, day, accessed, doi, pmid, pmcid,
                                isbn, issn, accession, url, comment)
                        .anyMatch(Objects::nonNull);
    }

    /**
     * Returns whether the reference has members that describe the cited work, such as title or year. Identifiers do not
     * count as a description.
     */
    public boolean describes() {
        return Stream.of(authors, editors, translators).anyMatch(people -> !people.isEmpty())
                || Stream.of(
                                title,
                                containerTitle,
                                series,
                                volume,
                                firstPage,
                                articleNumber,
                                year,
                                conference,
                                publisher,
                                publisherPlace)
                        .anyMatch(Objects::nonNull);
    }

    /**
     * Returns the keys of the references, in list order. A reference that states no key gets the key {@code ref}
     * followed by its number in the list. If another reference already has this key, a second number is appended.
     */
    public static List<String> keys(List<Reference> references) {
        Set<String> taken = new HashSet<>();
        references.forEach(reference -> taken.add(reference.key()));
        List<String> keys = new ArrayList<>(references.size());
        for (int i = 0; i < references.size(); i++) {
            String key = references.get(i).key();
            String made = "ref" + (i + 1);
            for (int again = 2; key == null && !taken.add(made); again++) {
                made = "ref" + (i + 1) + "-" + again;
            }
            keys.add(key == null ? made : key);
        }
        return keys;
    }

    /** Conference at which the cited work was presented. */
    @Schema(description = "Conference at which a cited work was presented.")
    public record ReferenceConference(
            @Size(max = 2000) @Schema(description = "Name of the conference, at most 2000 characters.")
            String name,

            @Size(max = 200) @Schema(description = "Date of the conference as printed, at most 200 characters.")
            String date,

            @Size(max = 500) @Schema(description = "Place of the conference, at most 500 characters.")
            String place) {}

    /** Accession number of cited data in a database. */
    @Schema(description = "Accession number of data in a database.")
    public record ReferenceAccession(
            @NotBlank
            @Size(max = 500)
            @Schema(examples = "GSE12345", description = "Accession number, at most 500 characters.")
            String value,

            @Size(max = 500)
            @Schema(
                    description =
                            "Database or organization that assigned the accession number. At most 500 characters.",
                    examples = "GEO")
            String assigningAuthority) {}

    /**
     * Author, editor or translator of a cited work: a person with family and given name, or an organization with its
     * name.
     */
    @Schema(
            description = "Author, editor or translator of a cited work. A person has a family and a given name, an"
                    + " organization has a name.")
    public record ReferenceAuthor(
            @Size(max = 500) @Schema(description = "Family name of a person, at most 500 characters.")
            String family,

            @Size(max = 500) @Schema(description = "Given names or initials of a person, at most 500 characters.")
            String given,

            @Size(max = 1000)
            @Schema(description = "Name of an organization, or the complete name of a person. At most 1000 characters.")
            String name) {}
}
