package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Email;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;

/** Person or organization that contributed to an article, as printed. */
@Schema(description = "Person or organization that contributed to an article, as printed.")
public record Contributor(
        @Schema(description = "Role of the contributor.", defaultValue = "author")
        ContributorRole role,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 30)
        @Schema(
                nullable = true,
                description = "Roles as printed, if more specific than `role` and `credit`. At most 30. Omitted if"
                        + " there are none.",
                examples = "[\"Academic Editor\"]")
        List<@NotBlank @Size(max = 500) String> roleTexts,

        @Schema(defaultValue = "person", description = "Kind of contributor: a `person` or an `organization`.")
        ContributorKind kind,

        @Size(max = 500)
        @Schema(description = "Given names of a person, at most 500 characters. Not allowed for an organization.")
        String given,

        @Size(max = 500)
        @Schema(
                description = "Family name of a person, or the only name of a person with a single name. Required for"
                        + " a person, not allowed for an organization. At most 500 characters.")
        String family,

        @Size(max = 50)
        @Schema(examples = "Jr.", description = "Suffix of the name, for example `Jr.`. At most 50 characters.")
        String suffix,

        @Size(max = 1000)
        @Schema(
                description = "Name of an organization, at most 1000 characters. Required for an organization, not"
                        + " allowed for a person.")
        String name,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 20)
        @Schema(
                nullable = true,
                description = "Alternative forms of the name, for example in the contributor's own script. At most 20."
                        + " Omitted if there are none.")
        List<@NotNull @Valid AlternativeName> alternativeNames,

        @Schema(description = "ORCID iD of the contributor.")
        Orcid orcid,

        @Schema(
                extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                description = "E-mail address of the contributor. Returned to editors only.")
        Email email,

        @Schema(defaultValue = "false", description = "Whether the contributor is a corresponding author.")
        boolean corresponding,

        @Schema(
                defaultValue = "false",
                description = "Whether the contributor is marked as having contributed equally.")
        boolean equalContribution,

        @Schema(description = "True if the contributor had died when the article appeared. Omitted otherwise.")
        Boolean deceased,

        @Size(max = 14) @Schema(description = "Contributions as CRediT roles, at most 14.")
        List<@NotNull CreditRole> credit,

        @Size(max = 100) @Schema(description = "Affiliations in the order in which they are printed, at most 100.")
        List<@NotNull @Valid AffiliationMention> affiliations,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 20)
        @Schema(
                nullable = true,
                description = "Notes about the contributor, for example a present address. At most 20. Omitted if"
                        + " there are none.")
        List<@NotNull @Valid ContributorNote> notes) {

    public Contributor {
        role = role == null ? ContributorRole.AUTHOR : role;
        roleTexts = Json.orEmpty(roleTexts);
        kind = kind == null ? ContributorKind.PERSON : kind;
        alternativeNames = Json.orEmpty(alternativeNames);
        deceased = Boolean.TRUE.equals(deceased) ? deceased : null;
        credit = Json.orEmpty(credit);
        affiliations = Json.orEmpty(affiliations);
        notes = Json.orEmpty(notes);
    }

    /** Returns a copy of the contributor for readers, without email addresses. */
    public Contributor withoutEmail() {
        return with(
                null,
                affiliations,
                notes.stream()
                        .map(ContributorNote::withoutEmails)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** Returns a copy of the contributor with the given affiliations. */
    public Contributor withAffiliations(List<AffiliationMention> mentions) {
        return with(email, mentions, notes);
    }

    private Contributor with(Email address, List<AffiliationMention> mentions, List<ContributorNote> noted) {
        return new Contributor(
                role,
                roleTexts,
                kind,
                given,
                family,
                suffix,
                name,
                alternativeNames,
                orcid,
                address,
                corresponding,
                equalContribution,
                deceased,
                credit,
                mentions,
                noted);
    }

    /** Returns whether the contributor is recorded as deceased. */
    @JsonIgnore
    public boolean isDeceased() {
        return deceased != null;
    }

    /** Returns the contributor's complete name in natural order. */
    @JsonIgnore
    public String displayName() {
        if (kind == ContributorKind.ORGANIZATION) {
            return name;
        }
        String full = given == null ? family : given + " " + family;
        return suffix == null ? full : full + ", " + suffix;
    }
}
