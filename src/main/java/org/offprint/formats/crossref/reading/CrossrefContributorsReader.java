package org.offprint.formats.crossref.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.draft.AffiliationMentionDraft;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Isni;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.contributors.CreditRole;
import org.offprint.kernel.record.contributors.OrganizationScheme;

/** Reads the {@code contributors} of a Crossref deposit: people and organizations with their affiliations. */
final class CrossrefContributorsReader {

    private final ArticleDraft draft;

    private CrossrefContributorsReader(ArticleDraft draft) {
        this.draft = draft;
    }

    static void read(XmlElement article, ArticleDraft draft) {
        CrossrefContributorsReader contributors = new CrossrefContributorsReader(draft);
        for (XmlElement element : article.at("contributors").elements()) {
            contributors.contributor(element);
        }
    }

    private void contributor(XmlElement said) {
        ContributorDraft contributor = new ContributorDraft(draft);
        roles(said, contributor);
        if (said.name().equals("organization")) {
            contributor.organization();
        } else {
            contributor.person();
        }
        switch (said.name()) {
            case "organization" -> {
                contributor.name(said.textWithout("affiliations", "role", "ORCID"));
                said.markPlaced();
            }
            case "anonymous" -> contributor.family("Anonymous");
            default -> {
                String given = said.at("given_name").take();
                String family = said.at("surname").take();
                contributor.names(
                        SourceName.person(family, given, said.at("suffix").take()));
            }
        }
        if (!contributor.isNamed()) {
            return;
        }
        alternatives(said, contributor);
        XmlElement orcid = said.at("ORCID");
        contributor.orcid(draft.parsed(orcid.take(), Orcid::parse, orcid.path()));
        affiliations(said, contributor);
        draft.contributor(contributor);
    }

    /** Reads alternative forms of a contributor's name, which the Crossref schema allowed up to version 5.3. */
    private void alternatives(XmlElement said, ContributorDraft contributor) {
        for (XmlElement form : said.at("alt-name").elements("name", "string-name")) {
            String language = draft.value(form.attribute("language"), LanguageTag::parse, form.path("language"));
            String family = form.at("surname").take();
            SourceName name = family == null
                    ? SourceName.organization(form.take())
                    : SourceName.person(
                            family,
                            form.at("given_name").take(),
                            form.at("suffix").take());
            contributor.alternativeName(language, name);
        }
    }

    /**
     * Reads the roles of a contributor. Crossref schema versions up to 5.4 have one attribute for the role. Later
     * versions have role elements, which also contain CRediT roles.
     */
    private void roles(XmlElement said, ContributorDraft contributor) {
        List<String> types = new ArrayList<>();
        List<String> credit = new ArrayList<>();
        for (XmlElement role : said.elements("role")) {
            String type = role.attribute("type") == null ? String.valueOf(role.take()) : role.attribute("type");
            role.markPlaced();
            String term = SourceText.term(type.replace("&", " "));
            if (Vocabulary.terms(CreditRole.class).containsKey(term)) {
                credit.add(term);
            } else if (type.startsWith("corresponding")) {
                contributor.corresponding();
            } else {
                types.add(type);
            }
        }
        String type = said.attribute("contributor_role");
        if (type != null && !types.contains(type)) {
            types.add(0, type);
        }
        String role = types.isEmpty() ? "author" : role(types.get(0));
        contributor.role(role);
        types.stream().filter(other -> !other.equals(role)).forEach(contributor::roleText);
        credit.forEach(contributor::credit);
    }

    private static String role(String type) {
        return switch (type) {
            case "author" -> "author";
            case "editor", "chair" -> "editor";
            case "translator" -> "translator";
            default -> type.contains("review") ? "reviewer" : "collaborator";
        };
    }

    /**
     * Reads the affiliations of a contributor. Affiliations are plain text up to Crossref schema version 4.4, and can
     * be institution elements since version 5.0.
     */
    private void affiliations(XmlElement said, ContributorDraft contributor) {
        for (XmlElement plain : said.elements("affiliation")) {
            contributor.affiliation(plain.take());
        }
        for (XmlElement institution : said.at("affiliations").elements("institution")) {
            AffiliationMentionDraft affiliation = new AffiliationMentionDraft(draft);
            String name = institution.at("institution_name").take();
            String department = institution.elements("institution_department").stream()
                    .map(XmlElement::take)
                    .collect(Collectors.joining(", "));
            String place = institution.at("institution_place").take();
            String words = Stream.of(department, name, place)
                    .filter(part -> part != null && !part.isEmpty())
                    .collect(Collectors.joining(", "));
            affiliation.text(words);
            ids(institution, affiliation, name);
            if (!affiliation.isEmpty()) {
                contributor.affiliation(affiliation);
            }
        }
    }

    private void ids(XmlElement institution, AffiliationMentionDraft affiliation, String name) {
        for (XmlElement id : institution.elements("institution_id")) {
            String text = id.take();
            if ("ror".equals(id.attribute("type")) || String.valueOf(text).contains("ror.org/")) {
                affiliation.ror(draft.parsed(text, RorId::parse, id.path()));
                affiliation.name(name);
            } else if ("isni".equals(id.attribute("type"))) {
                affiliation.isni(draft.parsed(text, Isni::parse, id.path()));
                affiliation.name(name);
            } else if ("wikidata".equals(id.attribute("type"))) {
                affiliation.identifier(OrganizationScheme.WIKIDATA, text, id.path());
                affiliation.name(name);
            } else {
                draft.unplaced(id.path(), text);
            }
        }
    }
}
