package org.offprint.formats.ojs;

import java.util.Locale;
import org.offprint.formats.draft.AffiliationMentionDraft;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.Email;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.identifiers.RorId;

/** Reads the contributors of an OJS publication. A contributor's role is determined by the OJS user group. */
final class OjsAuthors {

    private final String locale;
    private final ArticleDraft draft;
    private final String primary;

    private OjsAuthors(XmlElement publication, String locale, ArticleDraft draft) {
        this.locale = locale;
        this.draft = draft;
        this.primary = publication.attribute("primary_contact_id");
    }

    static void read(XmlElement publication, String locale, ArticleDraft draft) {
        OjsAuthors authors = new OjsAuthors(publication, locale, draft);
        publication.at("authors").elements("author").forEach(authors::author);
    }

    private void author(XmlElement author) {
        ContributorDraft contributor =
                new ContributorDraft(draft).role(role(author)).person();
        XmlElement givenName = named(author, "givenname", "firstname");
        String given = givenName.take();
        String family = family(author, givenName);
        String middle = author.at("middlename").take();
        contributor.names(SourceName.person(family, SourceName.given(given, family == null ? null : middle), null));
        if (!contributor.isNamed()) {
            return;
        }
        XmlElement orcid = author.at("orcid");
        contributor.orcid(draft.parsed(orcid.take(), Orcid::parse, orcid.path()));
        XmlElement email = author.at("email");
        contributor.email(draft.parsed(email.take(), Email::parse, email.path()));
        boolean isPrimary = primary != null && primary.equals(author.attribute("id"))
                || "true".equals(author.attribute("primary_contact"));
        if (isPrimary) {
            contributor.corresponding();
        }
        affiliations(author, contributor);
        draft.contributor(contributor);
    }

    /**
     * Returns the name element in the article's locale, otherwise in any available locale. Names in other locales are
     * reported as unmapped.
     */
    private XmlElement named(XmlElement author, String name, String former) {
        XmlElement said = OjsTexts.in(locale, author, name);
        return said.isNone() ? OjsTexts.in(locale, author, former) : said;
    }

    /**
     * Returns the family name in the locale of the given name, if that locale is specified. Returns null if the family
     * name exists only in a different language.
     */
    private String family(XmlElement author, XmlElement given) {
        XmlElement family = named(author, "familyname", "lastname");
        String locale = given.attribute("locale");
        if (locale != null && !locale.equals(family.attribute("locale"))) {
            family = OjsTexts.in(locale, author, "familyname");
        }
        boolean isOther = locale != null && !OjsTexts.isSameLanguage(locale, family.attribute("locale"));
        return isOther ? null : family.take();
    }

    private String role(XmlElement author) {
        String group = String.valueOf(author.attribute("user_group_ref"));
        String said = group.toLowerCase(Locale.ROOT);
        String role = said.contains("translator") ? "translator" : said.contains("editor") ? "editor" : "author";
        if (!said.equals(role) && !said.equals("null")) {
            draft.unplaced(author.path("user_group_ref"), group);
        }
        return role;
    }

    /**
     * Reads the affiliations of an OJS author. An author has one affiliation text per locale up to OJS 3.4, and any
     * number of affiliations with ROR ids since OJS 3.5. The author's country applies to all affiliations.
     */
    private void affiliations(XmlElement author, ContributorDraft contributor) {
        CountryCode country = draft.parsed(author.at("country").take(), CountryCode::parse, author.path() + "/country");
        boolean hasNames = author.elements("affiliation").stream()
                .anyMatch(each -> !each.elements("name").isEmpty());
        if (hasNames) {
            for (XmlElement said : author.elements("affiliation")) {
                XmlElement name = OjsTexts.in(locale, said, "name");
                AffiliationMentionDraft affiliation = new AffiliationMentionDraft(draft);
                affiliation.text(name.text());
                RorId ror = draft.parsed(said.at("ror").take(), RorId::parse, said.path());
                affiliation.name(ror == null ? null : name.text());
                affiliation.ror(ror);
                contributor.affiliation(affiliation);
                name.markPlaced();
            }
        } else {
            String text = OjsTexts.in(locale, author, "affiliation").take();
            if (text != null) {
                contributor.affiliation(text);
            }
        }
        contributor.affiliations().forEach(each -> each.country(country));
        if (contributor.affiliations().isEmpty() && country != null) {
            draft.unplaced(author.path() + "/country", country.toString());
        }
    }
}
