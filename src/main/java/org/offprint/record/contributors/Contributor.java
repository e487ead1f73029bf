package org.offprint.record.contributors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.identifiers.Email;
import org.offprint.identifiers.Orcid;
import org.offprint.json.Json;

/** A person or an organization that contributed, as printed. */
public record Contributor(
        @Schema(description = "What they did.", defaultValue = "author")
        ContributorRole role,

        @Schema(defaultValue = "person") ContributorKind kind,
        @Size(max = 500) String given,

        @Size(max = 500) @Schema(description = "Of a person; people of one name have this only.")
        String family,

        @Size(max = 50) @Schema(examples = "Jr.") String suffix,

        @Size(max = 1000) @Schema(description = "Of an organization.")
        String name,

        Orcid orcid,

        @Schema(description = "For editors; never shown to readers.")
        Email email,

        @Schema(defaultValue = "false") boolean corresponding,
        @Schema(defaultValue = "false") boolean equalContribution,

        @Size(max = 14) @Schema(description = "What they did, by CRediT.")
        List<@NotNull CreditRole> credit,

        @Size(max = 100) @Schema(description = "In the order they are printed in.")
        List<@NotNull @Valid AffiliationMention> affiliations) {

    public Contributor {
        role = role == null ? ContributorRole.AUTHOR : role;
        kind = kind == null ? ContributorKind.PERSON : kind;
        credit = Json.orEmpty(credit);
        affiliations = Json.orEmpty(affiliations);
    }

    /** Returns a copy as readers see it. */
    public Contributor withoutEmail() {
        return new Contributor(
                role,
                kind,
                given,
                family,
                suffix,
                name,
                orcid,
                null,
                corresponding,
                equalContribution,
                credit,
                affiliations);
    }

    /** Returns a copy with these affiliations. */
    public Contributor withAffiliations(List<AffiliationMention> mentions) {
        return new Contributor(
                role,
                kind,
                given,
                family,
                suffix,
                name,
                orcid,
                email,
                corresponding,
                equalContribution,
                credit,
                mentions);
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
