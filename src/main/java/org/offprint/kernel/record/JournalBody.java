package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.DoiPrefix;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.License;
import org.offprint.kernel.identifiers.TimeZoneName;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.json.Json;

/** The members of a journal, as editors write and the service stores them. */
@Schema(description = "A journal as its editors write it.")
public record JournalBody(
        @NotBlank @Size(max = 1000) String title,
        @Size(max = 1000) String subtitle,

        @Size(max = 500) @Schema(description = "The abbreviated title, as ISO 4 has it.")
        String abbreviation,

        @Size(max = 10) List<@NotNull @Valid JournalIssn> issns,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = JournalBody.MOST_IDENTIFIERS)
        @Schema(nullable = true, description = "Its identifiers other than ISSNs, as JATS has them in journal-id.")
        List<@NotNull @Valid JournalIdentifier> identifiers,

        @Size(max = 500) String publisher,
        @Size(max = 500) String publisherPlace,

        @NotNull @Schema(description = "The main language of the journal.")
        LanguageTag language,

        @Size(max = 100) @Schema(description = "All languages that it publishes in.")
        List<@NotNull LanguageTag> languages,

        @Schema(description = "Where its days begin: publication dates are days there.", defaultValue = "UTC")
        TimeZoneName timeZone,

        DoiPrefix doiPrefix,

        @Valid @Schema(description = "How its articles and issues come by their DOIs.")
        DoiSettings doi,

        @Valid @Schema(description = "The licence of articles that state none.")
        DefaultLicense license,

        @Schema(description = "The journal's home page.") WebUrl url,
        @Valid Contact contact,
        @Size(max = 20_000) String description,
        @Size(max = 100) List<@NotNull @Valid Subject> subjects,
        @Valid Policies policies,

        @Size(max = JournalBody.MOST_SECTIONS) @Schema(description = "The sections of its issues, in their order.")
        List<@NotNull @Valid Section> sections,

        @Size(max = 2000)
        @Schema(
                description = "The landing page of an article, with {slug}, {id} or {doi} in it.",
                examples = "https://journal.example/articles/{slug}")
        String articleUrl,

        @Size(max = 2000)
        @Schema(
                description = "The landing page of an issue, with {id} in it.",
                examples = "https://journal.example/issues/{id}")
        String issueUrl,

        @Schema(
                description =
                        "Whether an article that is published ahead of its issue shows readers the volume and number"
                                + " of that issue. Nothing else of an issue is shown before it is published, and where this is left out not even these.")
        Boolean announcesIssues,

        @Schema(description = "The journal that this one continues under a new title.")
        UUID continues,

        @Size(max = 100) Map<LanguageTag, @NotNull @Valid JournalTranslation> translations) {

    /** The most identifiers of a journal. */
    public static final int MOST_IDENTIFIERS = 50;

    /** The most sections of a journal. */
    public static final int MOST_SECTIONS = 500;

    public JournalBody {
        timeZone = timeZone == null ? new TimeZoneName("UTC") : timeZone;
        issns = Json.orEmpty(issns);
        identifiers = Json.orEmpty(identifiers);
        languages = Json.orEmpty(languages);
        subjects = Json.orEmpty(subjects);
        sections = Json.orEmpty(sections);
        translations = Json.orEmpty(translations);
    }

    /** Reports whether articles show volume and number of an issue that is not published yet. */
    public boolean announcesUnpublished() {
        return Boolean.TRUE.equals(announcesIssues);
    }

    /** Returns all its prefixes: first the one that new DOIs get; empty where it has none. */
    public List<DoiPrefix> doiPrefixes() {
        return Stream.concat(Stream.ofNullable(doiPrefix), doi == null ? Stream.empty() : doi.prefixes().stream())
                .distinct()
                .toList();
    }

    /** Returns the moment at which its articles and issues get a DOI by themselves; never where it says nothing. */
    public Minting minting() {
        return doi == null ? Minting.MANUAL : doi.mint();
    }

    /** Returns the DOI of the journal as a title; null for none. */
    public Doi titleDoi() {
        return doi == null ? null : doi.title();
    }

    /** Returns a copy with ids for its sections, in their order. */
    public JournalBody withSectionIds(List<UUID> ids) {
        List<Section> named = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            named.add(sections.get(i).withId(ids.get(i)));
        }
        return withSections(named);
    }

    /** Returns a copy with these sections. */
    public JournalBody withSections(List<Section> placed) {
        return new JournalBody(
                title,
                subtitle,
                abbreviation,
                issns,
                identifiers,
                publisher,
                publisherPlace,
                language,
                languages,
                timeZone,
                doiPrefix,
                doi,
                license,
                url,
                contact,
                description,
                subjects,
                policies,
                placed,
                articleUrl,
                issueUrl,
                announcesIssues,
                continues,
                translations);
    }

    /** The DOIs of a journal. */
    public record DoiSettings(
            @Size(max = 20)
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Schema(
                    nullable = true,
                    description = "Its prefixes beside `doiPrefix`, which comes first: a journal that was taken over"
                            + " keeps the DOIs with its former one. New DOIs get the first of all.")
            List<@NotNull DoiPrefix> prefixes,

            @Size(max = 100)
            @Schema(
                    description =
                            "The DOIs of articles behind the prefix and its slash, in small letters, digits and"
                                    + " `-._;()/`, with `{random}`, `{sequence}` or `{id}` in it; `{journal}`, `{year}`,"
                                    + " `{volume}` and `{issue}` are understood, too. `{journal}.{random}` where there is none.",
                    examples = "{journal}.{random}")
            String pattern,

            @Size(max = 100)
            @Schema(
                    description = "The DOIs of issues likewise, which get some by themselves only where this is given;"
                            + " `{volume}`, `{issue}` or `{year}` are enough.",
                    examples = "{journal}.{volume}.{issue}")
            String issuePattern,

            @Schema(
                    description =
                            "When a record without a DOI gets one by itself: never (`manual`), when it is"
                                    + " published, or when it is created. Imports keep the DOIs that records have, and make none.",
                    defaultValue = "manual")
            Minting mint,

            @Schema(description = "The DOI of the journal as a title.")
            Doi title) {

        public DoiSettings {
            prefixes = Json.orEmpty(prefixes);
            mint = mint == null ? Minting.MANUAL : mint;
        }
    }

    /** Moments at which a record gets a DOI by itself. */
    public enum Minting {
        @JsonProperty("manual")
        MANUAL,
        @JsonProperty("onPublication")
        ON_PUBLICATION,
        @JsonProperty("onCreation")
        ON_CREATION
    }

    /** An ISSN and the medium that it stands for. */
    public record JournalIssn(
            @NotNull IssnType type, @NotNull Issn value) {}

    /** An identifier other than an ISSN; its type as JATS has it in {@code journal-id-type}. */
    public record JournalIdentifier(
            @NotNull
            @Pattern(regexp = ArticleBody.TOKEN, message = ArticleBody.NOT_A_TOKEN)
            @Schema(
                    description = "Such as nlm-ta for the title abbreviation of the National Library of Medicine,"
                            + " nlm-journal-id for its number of the journal, iso-abbrev, coden, pmc, publisher-id.",
                    examples = "nlm-ta")
            String type,

            @NotBlank @Size(max = 500) @Schema(examples = "J River Stud")
            String value) {}

    /** The licence that articles get when they state none. */
    public record DefaultLicense(
            @NotNull License url,

            @Size(max = 500)
            @Schema(description = "The licence's name; that of a Creative Commons licence is always its own.")
            String name) {

        public DefaultLicense {
            name = url != null && url.name() != null ? url.name() : name;
        }
    }

    /** A contact of the journal. */
    public record Contact(@Size(max = 500) String name, org.offprint.kernel.identifiers.Email email) {}

    /** A subject of a classification, or in free words. */
    @Schema(name = "JournalSubject")
    public record Subject(
            @Size(max = 200) String scheme,
            @Size(max = 100) String code,
            @NotBlank @Size(max = 500) String label) {}

    /** Policies of the journal, in its own words. */
    public record Policies(
            @Size(max = 20_000) String peerReview,
            @Size(max = 20_000) String openAccess,
            @Size(max = 20_000) String copyright,
            @Size(max = 20_000) String charges,
            @Size(max = 20_000) String ethics,
            @Size(max = 20_000) String dataSharing,
            @Size(max = 20_000) String archiving) {}

    /** The journal in another language. */
    public record JournalTranslation(
            @Size(max = 1000) String title,
            @Size(max = 1000) String subtitle,
            @Size(max = 20_000) String description) {}
}
