package org.offprint.export.marc;

import java.util.Map;
import org.offprint.articles.body.Contributor;
import org.offprint.articles.body.ContributorRole;
import org.offprint.export.Names;
import org.offprint.export.PublishedRecord;

/** Names of people and organizations as entries of MARC 21. */
final class MarcNames {

    /** MARC relator codes. */
    private static final Map<ContributorRole, String> RELATORS = Map.of(
            ContributorRole.AUTHOR, "aut",
            ContributorRole.EDITOR, "edt",
            ContributorRole.TRANSLATOR, "trl",
            ContributorRole.REVIEWER, "rev",
            ContributorRole.ILLUSTRATOR, "ill",
            ContributorRole.COLLABORATOR, "ctb");

    private MarcNames() {}

    /** Of a person 100 or 700, of an organization 110 or 710. */
    static void write(MarcFields marc, String hundreds, Contributor contributor, PublishedRecord record) {
        boolean organization = Names.isOrganization(contributor);
        boolean oneName = contributor.given() == null;
        MarcFields.Field field = organization
                ? marc.field(hundreds + "10", "2", " ").sub("a", contributor.name())
                : marc.field(hundreds + "00", oneName ? "0" : "1", " ")
                        .sub("a", oneName ? contributor.family() : contributor.family() + ", " + contributor.given())
                        .sub("c", contributor.suffix());
        record.affiliationsOf(contributor).forEach(affiliation -> field.sub("u", affiliation.words()));
        if (contributor.orcid() != null) {
            field.sub("0", "(orcid)" + contributor.orcid().bare())
                    .sub("1", contributor.orcid().value());
        }
        field.sub("4", RELATORS.get(contributor.role())).end();
    }
}
