package org.offprint.search.feed;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.Funding;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.kernel.record.contributors.AlternativeName;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorKind;
import org.offprint.kernel.text.FoldedText;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.TermField;

/** Adds the contributors, affiliations and funders of an article to an index record. */
final class ContributorFields {

    /** Separator between given name, family name and suffix in the stored name of a person. */
    static final String NAME_BREAK = "\u001f";

    private ContributorFields() {}

    static void add(ArticleBody body, Map<UUID, IndexedOrganization> organizations, IndexRecord record) {
        body.contributors().forEach(contributor -> addContributor(contributor, organizations, record));
        body.funding().forEach(funding -> addFunding(funding, record));
    }

    private static void addContributor(
            Contributor contributor, Map<UUID, IndexedOrganization> organizations, IndexRecord record) {
        String name = contributor.displayName();
        if (contributor.kind() == ContributorKind.ORGANIZATION) {
            record.text(FullTextField.AUTHOR, null, name);
        } else {
            record.person(FullTextField.AUTHOR, contributor.given(), contributor.family());
        }
        contributor.alternativeNames().forEach(form -> addAlternative(contributor, form, record));
        if (contributor.orcid() != null) {
            record.term(TermField.ORCID, contributor.orcid()).names(Scheme.ORCID, contributor.orcid());
        }
        if (name != null && !FoldedText.plain(name).isEmpty()) {
            addPerson(contributor, FoldedText.plain(name), record);
        }
        for (AffiliationMention mention : contributor.affiliations()) {
            record.text(FullTextField.AFFILIATION_NAME, null, mention.text());
            if (mention.id() != null) {
                addOrganization(mention.id(), organizations.get(mention.id()), record);
            }
        }
    }

    /**
     * Adds an alternative name of a contributor as a separate name, so that its words are not treated as a spelling of
     * the main name.
     */
    private static void addAlternative(Contributor contributor, AlternativeName form, IndexRecord record) {
        if (form.family() == null) {
            record.text(FullTextField.AUTHOR, null, form.name());
        } else {
            record.person(FullTextField.AUTHOR, form.given(), form.family());
        }
        String key = FoldedText.plain(Objects.toString(form.displayName(), ""));
        if (contributor.kind() == ContributorKind.PERSON && !key.isEmpty()) {
            record.term(TermField.AUTHOR_KEY, key).spelled(TermField.AUTHOR_KEY, key, key);
        }
    }

    private static void addPerson(Contributor contributor, String name, IndexRecord record) {
        if (contributor.orcid() == null) {
            record.term(TermField.AUTHOR_KEY, name);
        } else {
            // Facets count only contributors with an ORCID iD, because many people share a name.
            record.counted(TermField.AUTHOR_KEY, contributor.orcid());
        }
        if (contributor.kind() == ContributorKind.PERSON) {
            String key =
                    contributor.orcid() == null ? name : contributor.orcid().value();
            String given = contributor.given() == null ? "" : FoldedText.plain(contributor.given());
            String suffix = contributor.suffix() == null ? "" : FoldedText.plain(contributor.suffix());
            record.spelled(
                    TermField.AUTHOR_KEY,
                    key,
                    String.join(NAME_BREAK, given, FoldedText.plain(contributor.family()), suffix));
        }
    }

    private static void addOrganization(UUID id, IndexedOrganization organization, IndexRecord record) {
        record.counted(TermField.AFFILIATION_ID, organization == null ? id : organization.id());
        if (organization != null) {
            organization.names().forEach(name -> record.text(FullTextField.AFFILIATION_NAME, null, name));
            record.counted(TermField.ROR, organization.ror())
                    .names(Scheme.ROR, organization.ror())
                    .counted(TermField.COUNTRY, organization.country());
        }
    }

    private static void addFunding(Funding funding, IndexRecord record) {
        record.text(FullTextField.FUNDING, null, funding.funder());
        funding.awards().forEach(award -> record.text(FullTextField.FUNDING, null, award));
        String name = FoldedText.folded(funding.funder());
        String doi = funding.funderDoi() == null ? null : funding.funderDoi().key();
        String one = funding.ror() != null ? funding.ror().value() : doi != null ? doi : name;
        record.term(TermField.FUNDER, name.isEmpty() ? null : name)
                .term(TermField.FUNDER, doi)
                .counted(TermField.FUNDER, one.isEmpty() ? null : one)
                .names(Scheme.ROR, funding.ror())
                .names(Scheme.DOI, doi);
        if (!one.isEmpty()) {
            record.spelled(TermField.FUNDER, one, FoldedText.plain(funding.funder()));
        }
    }
}
