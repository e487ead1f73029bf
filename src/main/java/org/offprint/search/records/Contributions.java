package org.offprint.search.records;

import java.util.Map;
import java.util.UUID;
import org.offprint.articles.body.AffiliationMention;
import org.offprint.articles.body.ArticleBody;
import org.offprint.articles.body.Contributor;
import org.offprint.articles.body.ContributorKind;
import org.offprint.articles.body.Funding;
import org.offprint.identifiers.FoldedText;
import org.offprint.search.Entry;
import org.offprint.search.Query.Scheme;
import org.offprint.search.TermField;
import org.offprint.search.TextField;

/** Who contributed to an article, for which organization, and who paid. */
final class Contributions {

    /** The given and the family name of a person in one text. */
    static final String NAME_BREAK = "\u001f";

    private Contributions() {}

    static void add(ArticleBody body, Map<UUID, Organization> organizations, Entry entry) {
        body.contributors().forEach(contributor -> addContributor(contributor, organizations, entry));
        body.funding().forEach(funding -> addFunding(funding, entry));
    }

    private static void addContributor(Contributor contributor, Map<UUID, Organization> organizations, Entry entry) {
        String name = contributor.displayName();
        if (contributor.kind() == ContributorKind.ORGANIZATION) {
            entry.text(TextField.AUTHOR, null, name);
        } else {
            entry.person(TextField.AUTHOR, contributor.given(), contributor.family());
        }
        if (contributor.orcid() != null) {
            entry.term(TermField.ORCID, contributor.orcid()).names(Scheme.ORCID, contributor.orcid());
        }
        if (name != null && !FoldedText.plain(name).isEmpty()) {
            addPerson(contributor, FoldedText.plain(name), entry);
        }
        for (AffiliationMention mention : contributor.affiliations()) {
            entry.text(TextField.AFFILIATION_NAME, null, mention.text());
            if (mention.id() != null) {
                addOrganization(mention.id(), organizations.get(mention.id()), entry);
            }
        }
    }

    private static void addPerson(Contributor contributor, String name, Entry entry) {
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

    private static void addOrganization(UUID id, Organization organization, Entry entry) {
        entry.counted(TermField.AFFILIATION_ID, organization == null ? id : organization.id());
        if (organization != null) {
            organization.names().forEach(name -> entry.text(TextField.AFFILIATION_NAME, null, name));
            entry.counted(TermField.ROR, organization.ror())
                    .names(Scheme.ROR, organization.ror())
                    .counted(TermField.COUNTRY, organization.country());
        }
    }

    private static void addFunding(Funding funding, Entry entry) {
        entry.text(TextField.FUNDING, null, funding.funder());
        funding.awards().forEach(award -> entry.text(TextField.FUNDING, null, award));
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
