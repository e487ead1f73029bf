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
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.DoiPrefix;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.License;
import org.offprint.kernel.identifiers.TimeZoneName;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.json.Json;

/** Metadata of a journal, as written by editors and stored by the service. */
@Schema(description = "Journal as its editors write it.")
public record JournalBody(
        @NotBlank @Size(max = 1000) @Schema(description = "Title of the journal, at most 1000 characters.")
        String title,

        @Size(max = 1000) @Schema(description = "Subtitle of the journal, at most 1000 characters.")
        String subtitle,

        @Size(max = 500)
        @Schema(description = "Title of the journal, abbreviated according to ISO 4. At most 500 characters.")
        String abbreviation,

        @Size(max = 10) @Schema(description = "ISSNs of the journal with their media, at most 10.")
        List<@NotNull @Valid JournalIssn> issns,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = JournalBody.MAX_IDENTIFIERS)
        @Schema(
                nullable = true,
                description = "Identifiers of the journal other than ISSNs, as in the element `journal-id` of JATS. At"
                        + " most 50. Omitted if there are none.")
        List<@NotNull @Valid JournalIdentifier> identifiers,

        @Size(max = 500) @Schema(description = "Name of the publisher, at most 500 characters.")
        String publisher,

        @Size(max = 500) @Schema(description = "Place of the publisher, at most 500 characters.")
        String publisherPlace,

        @NotNull @Schema(description = "Main language of the journal, as a BCP 47 tag.")
        LanguageTag language,

        @Size(max = 100)
        @Schema(description = "All languages in which the journal publishes, as BCP 47 tags. At most 100.")
        List<@NotNull LanguageTag> languages,

        @Schema(
                description = "Time zone of the journal, for example `Asia/Shanghai`. Publication dates are days in"
                        + " this time zone.",
                defaultValue = "UTC")
        TimeZoneName timeZone,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "DOI prefix for new DOIs of the journal, for example `10.5555`.")
        DoiPrefix doiPrefix,

        @Valid
        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Settings for the DOIs of the journal's articles and issues.")
        DoiSettings doi,

        @Valid @Schema(description = "Default licence for articles that do not state one.")
        DefaultLicense license,

        @Schema(description = "URL of the journal's home page.")
        WebUrl url,

        @Valid @Schema(description = "Public contact of the journal.")
        Contact contact,

        @Size(max = 20_000)
        @Schema(description = "Aims and scope of the journal as plain text, at most 20000 characters.")
        String description,

        @Size(max = 100)
        @Schema(description = "Subjects of the journal from a classification or as free text, at most 100.")
        List<@NotNull @Valid Subject> subjects,

        @Valid @Schema(description = "Policies of the journal as plain text, for example on peer review.")
        Policies policies,

        @Size(max = JournalBody.MAX_SECTIONS)
        @Schema(description = "Sections of issues, in the order in which issues list them. At most 500.")
        List<@NotNull @Valid Section> sections,

        @Size(max = 2000)
        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "URL template of the landing pages of articles, with the placeholder `{slug}`, `{id}` or"
                        + " `{doi}`. At most 2000 characters.",
                examples = "https://journal.example/articles/{slug}")
        String articleUrl,

        @Size(max = 2000)
        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "URL template of the landing pages of issues, with the placeholder `{id}`. At most 2000"
                        + " characters.",
                examples = "https://journal.example/issues/{id}")
        String issueUrl,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "Whether an article that is published ahead of its issue shows readers the volume and"
                        + " number of that issue. Readers see no other data of an unpublished issue. If this member"
                        + " is left out, volume and number are not shown either.")
        Boolean announcesIssues,

        @Schema(description = "Id of the previous journal, which this journal continues under a new title.")
        UUID continues,

        @Size(max = 100)
        @Schema(
                maxProperties = 100,
                description = "Translated texts of the journal, keyed by BCP 47 tag. At most 100 languages.")
        Map<LanguageTag, @NotNull @Valid JournalTranslation> translations) {

    /** Maximum number of additional identifiers of a journal. */
    public static final int MAX_IDENTIFIERS = 50;

    /** Maximum number of sections of a journal. */
    public static final int MAX_SECTIONS = 500;

    public JournalBody {
        timeZone = timeZone == null ? new TimeZoneName("UTC") : timeZone;
        issns = Json.orEmpty(issns);
        identifiers = Json.orEmpty(identifiers);
        languages = Json.orEmpty(languages);
        subjects = Json.orEmpty(subjects);
        sections = Json.orEmpty(sections);
        translations = Json.orEmpty(translations);
    }

    /** Returns whether articles display the volume and number of their unpublished issue to readers. */
    public boolean announcesUnpublished() {
        return Boolean.TRUE.equals(announcesIssues);
    }

    /**
     * Returns all DOI prefixes of the journal, beginning with the prefix for new DOIs, or an empty list if there are
     * none.
     */
    public List<DoiPrefix> doiPrefixes() {
        return Stream.concat(Stream.ofNullable(doiPrefix), doi == null ? Stream.empty() : doi.prefixes().stream())
                .distinct()
                .toList();
    }

    /**
     * Returns the event at which DOIs are minted automatically for articles and issues. By default, a DOI is minted
     * only at the request of an editor.
     */
    public Minting minting() {
        return doi == null ? Minting.MANUAL : doi.mint();
    }

    /** Returns the journal's own DOI, or null if it has none. */
    public Doi titleDoi() {
        return doi == null ? null : doi.title();
    }

    /** Returns a copy of the journal whose sections have the given ids, in order. */
    public JournalBody withSectionIds(List<UUID> ids) {
        List<Section> named = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            named.add(sections.get(i).withId(ids.get(i)));
        }
        return withSections(named);
    }

    /** Returns a copy of the journal with the given sections. */
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

    /** DOI settings of a journal. */
    @Schema(description = "Settings for the DOIs of a journal's articles and issues.")
    public record DoiSettings(
            @Size(max = 20)
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Schema(
                    nullable = true,
                    description = "Additional DOI prefixes besides `doiPrefix`, at most 20. A journal that was taken"
                            + " over keeps the DOIs with its former prefix. New DOIs get `doiPrefix`, or else the first"
                            + " of these prefixes.")
            List<@NotNull DoiPrefix> prefixes,

            @Size(max = 100)
            @Schema(
                    description =
                            "Pattern of article DOIs after the prefix and its slash. Use lower-case letters, digits and"
                                    + " `-._;()/`, and at least one of `{random}`, `{sequence}` and `{id}`. The"
                                    + " placeholders `{journal}`, `{year}`, `{volume}` and `{issue}` are also"
                                    + " supported. Defaults to `{journal}.{random}`. At most 100 characters.",
                    examples = "{journal}.{random}")
            String pattern,

            @Size(max = 100)
            @Schema(
                    description = "Pattern of issue DOIs, with the same syntax as `pattern`. The variables `{volume}`,"
                            + " `{issue}` or `{year}` can also make the DOIs unique. Issues get DOIs automatically only"
                            + " if this member is given. At most 100 characters.",
                    examples = "{journal}.{volume}.{issue}")
            String issuePattern,

            @Schema(
                    description =
                            "Time at which a record without a DOI gets one automatically: never (`manual`), when it is"
                                    + " published (`onPublication`), or when it is created (`onCreation`). Imported"
                                    + " records keep their DOIs. Imports mint no DOIs.",
                    defaultValue = "manual")
            Minting mint,

            @Schema(description = "DOI of the journal itself.")
            Doi title) {

        public DoiSettings {
            prefixes = Json.orEmpty(prefixes);
            mint = mint == null ? Minting.MANUAL : mint;
        }
    }

    /** Event at which a DOI is minted automatically for a record. */
    @Schema(
            description = "Time at which a record without a DOI gets one automatically. `manual`: never."
                    + " `onPublication`: when it is published. `onCreation`: when it is created.")
    public enum Minting {
        @JsonProperty("manual")
        MANUAL,
        @JsonProperty("onPublication")
        ON_PUBLICATION,
        @JsonProperty("onCreation")
        ON_CREATION
    }

    /** ISSN of a journal, with the medium that it identifies. */
    @Schema(description = "ISSN with the medium that it identifies.")
    public record JournalIssn(
            @NotNull
            @Schema(description = "Medium that the ISSN identifies: `print`, `electronic`, or `linking` for an ISSN-L.")
            IssnType type,

            @NotNull
            @Schema(description = "ISSN with its hyphen, for example `2049-3630`. Each journal has its own ISSNs.")
            Issn value) {}

    /**
     * Identifier of a journal in addition to its ISSNs. The identifier type is a value of {@code journal-id-type} in
     * JATS.
     */
    @Schema(description = "Identifier of a journal in addition to its ISSNs.")
    public record JournalIdentifier(
            @NotNull
            @Pattern(regexp = TokenPattern.REGEXP, message = TokenPattern.MESSAGE)
            @Schema(
                    description = "Type of the identifier as in `journal-id-type` of JATS. For example `nlm-ta` (title"
                            + " abbreviation of the National Library of Medicine), `nlm-journal-id` (its number of the"
                            + " journal), `iso-abbrev`, `coden`, `pmc` or `publisher-id`.",
                    examples = "nlm-ta")
            String type,

            @NotBlank
            @Size(max = 500)
            @Schema(examples = "J River Stud", description = "Value of the identifier, at most 500 characters.")
            String value) {}

    /** Default licence for articles that do not state one. */
    @Schema(description = "Default licence for articles that do not state one.")
    public record DefaultLicense(
            @NotNull
            @Schema(
                    description = "URL of the licence. A Creative Commons licence can also be given as an SPDX id, for"
                            + " example `CC-BY-4.0`.")
            License url,

            @Size(max = 500)
            @Schema(
                    description = "Name of the licence, at most 500 characters. For a Creative Commons licence, the"
                            + " service sets its official name.")
            String name) {

        public DefaultLicense {
            name = url != null && url.name() != null ? url.name() : name;
        }
    }

    /** Contact person or office of a journal. */
    @Schema(description = "Contact of a journal.")
    public record Contact(
            @Size(max = 500) @Schema(description = "Name of the contact person or office, at most 500 characters.")
            String name,

            @Schema(description = "Public e-mail address of the contact.")
            org.offprint.kernel.identifiers.Email email) {}

    /** Subject of a journal, from a classification or as free text. */
    @Schema(name = "JournalSubject", description = "Subject of a journal, from a classification or as free text.")
    public record Subject(
            @Size(max = 200)
            @Schema(description = "Name or URL of the classification. At most 200 characters. Omitted for free text.")
            String scheme,

            @Size(max = 100) @Schema(description = "Code of the subject in the classification, at most 100 characters.")
            String code,

            @NotBlank @Size(max = 500) @Schema(description = "Name of the subject, at most 500 characters.")
            String label) {}

    /** Policies of a journal as free text. */
    @Schema(description = "Policies of a journal as plain text.")
    public record Policies(
            @Size(max = 20_000) @Schema(description = "Peer review policy as plain text, at most 20000 characters.")
            String peerReview,

            @Size(max = 20_000) @Schema(description = "Open access policy as plain text, at most 20000 characters.")
            String openAccess,

            @Size(max = 20_000)
            @Schema(description = "Copyright and licensing policy as plain text, at most 20000 characters.")
            String copyright,

            @Size(max = 20_000) @Schema(description = "Author charges as plain text, at most 20000 characters.")
            String charges,

            @Size(max = 20_000)
            @Schema(description = "Publication ethics policy as plain text, at most 20000 characters.")
            String ethics,

            @Size(max = 20_000) @Schema(description = "Data sharing policy as plain text, at most 20000 characters.")
            String dataSharing,

            @Size(max = 20_000) @Schema(description = "Archiving policy as plain text, at most 20000 characters.")
            String archiving) {}

    /** Title and descriptions of a journal in another language. */
    @Schema(description = "Texts of a journal in another language.")
    public record JournalTranslation(
            @Size(max = 1000) @Schema(description = "Translated title, at most 1000 characters.")
            String title,

            @Size(max = 1000) @Schema(description = "Translated subtitle, at most 1000 characters.")
            String subtitle,

            @Size(max = 20_000) @Schema(description = "Translated description as plain text, at most 20000 characters.")
            String description) {}
}
