package org.offprint.kernel.record.contributors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Email;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.json.Json;

/** A person or an organization that contributed, as printed. */
public record Contributor(
        @Schema(description = "What they did.", defaultValue = "author")
        ContributorRole role,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 30)
        @Schema(
                nullable = true,
                description = "What they did, in words as printed, where these say more than `role` and `credit`.",
                examples = "[\"Academic Editor\"]")
        List<@NotBlank @Size(max = 500) String> roleTexts,

        @Schema(defaultValue = "person") ContributorKind kind,
        @Size(max = 500) String given,

        @Size(max = 500) @Schema(description = "Of a person; people of one name have this only.")
        String family,

        @Size(max = 50) @Schema(examples = "Jr.") String suffix,

        @Size(max = 1000) @Schema(description = "Of an organization.")
        String name,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 20)
        @Schema(nullable = true, description = "Other forms of the name, such as the one in its own script.")
        List<@NotNull @Valid AlternativeName> alternativeNames,

        Orcid orcid,

        @Schema(description = "For editors; never shown to readers.")
        Email email,

        @Schema(defaultValue = "false") boolean corresponding,
        @Schema(defaultValue = "false") boolean equalContribution,

        @Schema(description = "Whether they had died when the article appeared; left out where not.")
        Boolean deceased,

        @Size(max = 14) @Schema(description = "What they did, by CRediT.")
        List<@NotNull CreditRole> credit,

        @Size(max = 100) @Schema(description = "In the order they are printed in.")
        List<@NotNull @Valid AffiliationMention> affiliations,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 20)
        @Schema(nullable = true, description = "Notes about them, such as where they are now.")
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

    /** Returns a copy as readers see it: without the e-mail address, and without those that notes name. */
    public Contributor withoutEmail() {
        return with(
                null,
                affiliations,
                notes.stream()
                        .map(ContributorNote::withoutEmails)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** Returns a copy with these affiliations. */
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

    /** Reports whether the contributor had died when the article appeared. */
    @JsonIgnore
    public boolean isDeceased() {
        return deceased != null;
    }

    /** The name in the order it is spoken. */
    @JsonIgnore
    public String displayName() {
        if (kind == ContributorKind.ORGANIZATION) {
            return name;
        }
        String full = given == null ? family : given + " " + family;
        return suffix == null ? full : full + ", " + suffix;
    }
}
