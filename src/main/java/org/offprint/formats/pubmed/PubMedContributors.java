package org.offprint.formats.pubmed;

import java.util.List;
import org.offprint.formats.draft.AffiliationMentionDraft;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.identifiers.RorId;

/** Reads the {@code Author} and {@code Investigator} elements of PubMed records and of publishers' XML. */
final class PubMedContributors {

    private final ArticleDraft draft;
    private final CitedArticleReader article;

    PubMedContributors(ArticleDraft draft) {
        this.draft = draft;
        this.article = new CitedArticleReader(draft);
    }

    void read(List<XmlElement> people, String role) {
        for (XmlElement said : people) {
            int before = draft.contributors().size();
            if (draft.isAtMaxContributors()) {
                draft.unplaced("contributors", said.text());
                said.markPlaced();
                continue;
            }
            name(said, role);
            if (draft.contributors().size() > before) {
                rest(said, draft.contributors().get(before));
            }
        }
    }

    private void name(XmlElement said, String role) {
        String group = said.at("CollectiveName").take();
        String family = said.at("LastName").take();
        if (group != null && family == null) {
            article.people().organization(role, group);
            return;
        }
        draft.unplaced(said.path(), group);
        XmlElement initials = said.at("Initials").markPlaced();
        String given = given(said);
        boolean isBrief = given == null && initials.text() != null;
        article.people()
                .person(
                        role,
                        family,
                        isBrief ? initials.text() : given,
                        said.at("Suffix").take());
    }

    /** Returns the given names, which are in one element, or in two elements of publishers' XML. */
    private static String given(XmlElement said) {
        String fore = said.at("ForeName").take();
        return fore == null
                ? SourceName.given(
                        said.at("FirstName").take(), said.at("MiddleName").take())
                : fore;
    }

    private void rest(XmlElement said, ContributorDraft contributor) {
        if ("Y".equals(said.attribute("EqualContrib"))) {
            contributor.equalContribution();
        }
        said.elements("Affiliation").forEach(words -> affiliation(words, XmlElement.NONE, contributor));
        for (XmlElement info : said.elements("AffiliationInfo")) {
            affiliation(info.at("Affiliation"), info, contributor);
        }
        for (XmlElement id : said.elements("Identifier")) {
            if ("ORCID".equalsIgnoreCase(id.attribute("Source")) && !contributor.hasOrcid()) {
                contributor.orcid(draft.parsed(id.take(), Orcid::parse, id.path()));
            } else {
                reportUnplaced(id);
            }
        }
    }

    private void affiliation(XmlElement words, XmlElement info, ContributorDraft contributor) {
        AffiliationMentionDraft affiliation = new AffiliationMentionDraft(draft);
        affiliation.text(words.take());
        for (XmlElement id : info.elements("Identifier")) {
            if ("ROR".equalsIgnoreCase(id.attribute("Source")) && !affiliation.hasRor()) {
                affiliation.ror(draft.parsed(id.take(), RorId::parse, id.path()));
            } else {
                reportUnplaced(id);
            }
        }
        if (!affiliation.isEmpty()) {
            contributor.affiliation(affiliation);
        }
    }

    /** Reports an identifier as unmapped, together with the name of its source. */
    private void reportUnplaced(XmlElement id) {
        String source = id.attribute("Source");
        draft.unplaced(id.path(), id.text() == null || source == null ? id.text() : source + " " + id.text());
        id.markPlaced();
    }
}
