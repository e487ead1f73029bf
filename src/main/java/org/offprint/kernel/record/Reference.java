package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.json.Json;

/** A reference: the words as printed, its parts, or both. */
public record Reference(
        @Size(max = 200) @Schema(description = "Names it within the article.", examples = "ref1")
        String key,

        @Size(max = 10_000) @Schema(description = "As printed.")
        String text,

        @Pattern(regexp = "[a-z][a-z0-9-]{0,49}", message = "This must be lower-case letters, digits, hyphens.")
        @Schema(description = "What is cited, such as journal, book, chapter, conference, thesis, web.")
        String type,

        @Size(max = 10_000) List<@NotNull @Valid ReferenceAuthor> authors,

        @Schema(
                description =
                        "There are more authors than are named here; where none is named, more editors. Left out if not.")
        Boolean etAl,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 1000)
        @Schema(
                nullable = true,
                description = "Of the volume that it stands in, or of the whole work. Left out if there are none.")
        List<@NotNull @Valid ReferenceAuthor> editors,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 1000)
        @Schema(nullable = true, description = "Left out if there are none.")
        List<@NotNull @Valid ReferenceAuthor> translators,

        @Size(max = 5000) @Schema(description = "Of the article, the chapter, or the work as a whole.")
        String title,

        @Size(max = 2000) @Schema(description = "Of the journal, or of the book that a chapter stands in.")
        String containerTitle,

        @Size(max = 2000) @Schema(description = "The series of books or reports that it appeared in.")
        String series,

        @Size(max = 200) @Schema(description = "As printed.", examples = "2nd")
        String edition,

        @Size(max = 200) @Schema(description = "Of software or data.", examples = "3.3.2")
        String version,

        @Size(max = 100) String volume,
        @Size(max = 100) String issue,
        @Size(max = 100) String firstPage,
        @Size(max = 100) String lastPage,

        @Size(max = 100) @Schema(description = "Where it has one in place of pages.", examples = "e0123456")
        String articleNumber,

        @Size(max = 50) @Schema(description = "As printed, such as 2024 or 2024a.")
        String year,

        @Size(max = 100) @Schema(description = "As printed.", examples = "Jan.-Feb.")
        String season,

        @Size(max = 50) @Schema(description = "As printed.", examples = "March")
        String month,

        @Size(max = 50) @Schema(description = "Of the month, as printed.", examples = "11")
        String day,

        @Size(max = 200)
        @Schema(description = "When it was read: a date as 2024-05-01, or as printed.", examples = "2024-05-01")
        String accessed,

        @Valid ReferenceConference conference,
        @Size(max = 1000) String publisher,
        @Size(max = 1000) String publisherPlace,
        Doi doi,

        @Pattern(regexp = "[1-9][0-9]{0,9}", message = "A PubMed id is a number.")
        String pmid,

        @Pattern(regexp = "PMC[1-9][0-9]{0,9}", message = "A PubMed Central id is PMC and a number.")
        String pmcid,

        @Size(max = 100) @Schema(description = "As printed.", examples = "978-3-16-148410-0")
        String isbn,

        @Size(max = 100) @Schema(description = "As printed.", examples = "2049-3630")
        String issn,

        @Valid ReferenceAccession accession,
        WebUrl url,

        @Size(max = 5000) @Schema(description = "Printed with it and no other part of it.", examples = "In Portuguese")
        String comment,

        @Schema(
                description =
                        "Who says the parts: the source that it came from, an editor, or a suggestion made of its words"
                                + " that an editor accepted. Left out where nobody said.")
        PartsOrigin partsFrom) {

    /** Says whom the parts of a reference are from. */
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

    /** Reports whether it says by which someone can find what is cited: its words, a title, or an identifier. */
    public boolean says() {
        return Stream.of(text, title, containerTitle, doi, url, pmid, pmcid, isbn, conference, accession)
                .anyMatch(Objects::nonNull);
    }

    /** Returns a copy with this key and these words. */
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
     * Returns a copy with the parts of another reference in the places of which this one states nothing; key and words
     * stay.
     *
     * @param origin of the parts
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

    /** Reports whether it has any part beside its words, its key and its type. */
    public boolean hasParts() {
        return describes()
                || Stream.of(
                                etAl, edition, version, issue, lastPage, season, month, day, accessed, doi, pmid, pmcid,
                                isbn, issn, accession, url, comment)
                        .anyMatch(Objects::nonNull);
    }

    /** Reports whether it has parts that describe what is cited; identifiers alone do not. */
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
     * Names each reference of a list, in its order: by its own key, else by {@code ref} and its number, with a further
     * number where another one has that key.
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

    /** The conference that something was presented at. */
    public record ReferenceConference(
            @Size(max = 2000) String name,

            @Size(max = 200) @Schema(description = "As printed.")
            String date,

            @Size(max = 500) String place) {}

    /** The number of data in a database. */
    public record ReferenceAccession(
            @NotBlank @Size(max = 500) @Schema(examples = "GSE12345")
            String value,

            @Size(max = 500) @Schema(description = "The database or its keeper.", examples = "GEO")
            String assigningAuthority) {}

    /** An author, editor or translator of what is cited: a person by family and given name, an organization by its name. */
    public record ReferenceAuthor(
            @Size(max = 500) String family,
            @Size(max = 500) String given,
            @Size(max = 1000) String name) {}
}
