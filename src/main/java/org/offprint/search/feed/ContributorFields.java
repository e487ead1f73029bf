package org.offprint.search.feed;

import java.util.Map;
import java.util.UUID;
import org.offprint.record.ArticleBody;
import org.offprint.record.Funding;
import org.offprint.record.contributors.AffiliationMention;
import org.offprint.record.contributors.Contributor;
import org.offprint.record.contributors.ContributorKind;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.TermField;
import org.offprint.text.FoldedText;

/** Who contributed to an article, for which organization, and who paid. */
final class ContributorFields {

    /** The given and the family name of a person in one text. */
    static final String NAME_BREAK = "\u001f";

    private ContributorFields() {}

    static void add(ArticleBody body, Map<UUID, IndexedOrganization> organizations, IndexRecord entry) {
        body.contributors().forEach(contributor -> addContributor(contributor, organizations, entry));
        body.funding().forEach(funding -> addFunding(funding, entry));
    }

    private static void addContributor(
            Contributor contributor, Map<UUID, IndexedOrganization> organizations, IndexRecord entry) {
        String name = contributor.displayName();
        if (contributor.kind() == ContributorKind.ORGANIZATION) {
            entry.text(FullTextField.AUTHOR, null, name);
        } else {
            entry.person(FullTextField.AUTHOR, contributor.given(), contributor.family());
        }
        if (contributor.orcid() != null) {
            entry.term(TermField.ORCID, contributor.orcid()).names(Scheme.ORCID, contributor.orcid());
        }
        if (name != null && !FoldedText.plain(name).isEmpty()) {
            addPerson(contributor, FoldedText.plain(name), entry);
        }
        for (AffiliationMention mention : contributor.affiliations()) {
            entry.text(FullTextField.AFFILIATION_NAME, null, mention.text());
            if (mention.id() != null) {
                addOrganization(mention.id(), organizations.get(mention.id()), entry);
            }
        }
    }

    private static void addPerson(Contributor contributor, String name, IndexRecord entry) {
        if (contributor.orcid() == null) {
            entry.term(TermField.AUTHOR_KEY, name);
        } else {
            // Names alone are shared by many: only who is identified is counted.
            entry.counted(TermField.AUTHOR_KEY, contributor.orcid());
        }
        if (contributor.kind() == ContributorKind.PERSON) {
            String key =
                    contributor.orcid() == null ? name : contributor.orcid().value();
            String given = contributor.given() == null ? "" : FoldedText.plain(contributor.given());
            String suffix = contributor.suffix() == null ? "" : FoldedText.plain(contributor.suffix());
            entry.spelled(
                    TermField.AUTHOR_KEY,
                    key,
                    String.join(NAME_BREAK, given, FoldedText.plain(contributor.family()), suffix));
        }
    }

    private static void addOrganization(UUID id, IndexedOrganization organization, IndexRecord entry) {
        entry.counted(TermField.AFFILIATION_ID, organization == null ? id : organization.id());
        if (organization != null) {
            organization.names().forEach(name -> entry.text(FullTextField.AFFILIATION_NAME, null, name));
            entry.counted(TermField.ROR, organization.ror())
                    .names(Scheme.ROR, organization.ror())
                    .counted(TermField.COUNTRY, organization.country());
        }
    }

    private static void addFunding(Funding funding, IndexRecord entry) {
        entry.text(FullTextField.FUNDING, null, funding.funder());
        funding.awards().forEach(award -> entry.text(FullTextField.FUNDING, null, award));
        String name = FoldedText.folded(funding.funder());
        String doi = funding.funderDoi() == null ? null : funding.funderDoi().key();
        String one = funding.ror() != null ? funding.ror().value() : doi != null ? doi : name;
        entry.term(TermField.FUNDER, name.isEmpty() ? null : name)
                .term(TermField.FUNDER, doi)
                .counted(TermField.FUNDER, one.isEmpty() ? null : one)
                .names(Scheme.ROR, funding.ror())
                .names(Scheme.DOI, doi);
        if (!one.isEmpty()) {
            entry.spelled(TermField.FUNDER, one, FoldedText.plain(funding.funder()));
        }
    }
}
