package org.offprint.formats.crossref.reading;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;
import org.offprint.identifiers.Orcid;
import org.offprint.identifiers.RorId;
import org.offprint.json.Vocabulary;
import org.offprint.record.contributors.CreditRole;

/** {@code contributors}: people and organizations, and where they are from. */
final class CrossrefContributorsReader {

    private final Draft draft;

    private CrossrefContributorsReader(Draft draft) {
        this.draft = draft;
    }

    static void read(XmlElement article, Draft draft) {
        CrossrefContributorsReader contributors = new CrossrefContributorsReader(draft);
        for (XmlElement element : article.at("contributors").elements()) {
            contributors.contributor(element);
        }
    }

    private void contributor(XmlElement said) {
        ObjectNode contributor = draft.body().objectNode();
        roles(said, contributor);
        contributor.put("kind", said.name().equals("organization") ? "organization" : "person");
        switch (said.name()) {
            case "organization" -> {
                Draft.put(contributor, "name", said.textWithout("affiliations", "role", "ORCID"));
                said.mark();
            }
            case "anonymous" -> contributor.put("family", "Anonymous");
            default -> {
                String given = said.at("given_name").take();
                String family = said.at("surname").take();
                Draft.name(
                        contributor,
                        SourceName.person(family, given, said.at("suffix").take()));
            }
        }
        if (!contributor.has("family") && !contributor.has("name")) {
            return;
        }
        XmlElement orcid = said.at("ORCID");
        Draft.put(contributor, "orcid", draft.value(orcid.take(), Orcid::parse, orcid.path()));
        ArrayNode affiliations = contributor.arrayNode();
        affiliations(said, affiliations);
        if (!affiliations.isEmpty()) {
            contributor.set("affiliations", affiliations);
        }
        draft.list("contributors").add(contributor);
    }

    /** By an attribute up to 5.4, by elements since, which hold those of CRediT, too. */
    private void roles(XmlElement said, ObjectNode contributor) {
        List<String> types = new ArrayList<>();
        ArrayNode credit = contributor.arrayNode();
        for (XmlElement role : said.elements("role")) {
            String type = role.attribute("type") == null ? String.valueOf(role.take()) : role.attribute("type");
            role.mark();
            String term = SourceText.term(type.replace("&", " "));
            if (Vocabulary.terms(CreditRole.class).containsKey(term)) {
                credit.add(term);
            } else if (type.startsWith("corresponding")) {
                contributor.put("corresponding", true);
            } else {
                types.add(type);
            }
        }
        String type = said.attribute("contributor_role");
        if (type != null && !types.contains(type)) {
            types.add(0, type);
        }
        contributor.put("role", types.isEmpty() ? "author" : role(types.get(0), said));
        types.stream().skip(1).forEach(other -> draft.unplaced(said.path("role"), other));
        if (!credit.isEmpty()) {
            contributor.set("credit", credit);
        }
    }

    private String role(String type, XmlElement said) {
        String role =
                switch (type) {
                    case "author" -> "author";
                    case "editor", "chair" -> "editor";
                    case "translator" -> "translator";
                    default -> type.contains("review") ? "reviewer" : "collaborator";
                };
        if (!type.equals(role)) {
            draft.unplaced(said.path("contributor_role"), type);
        }
        return role;
    }

    /** Reads affiliations: text alone up to 4.4, institutions since 5.0. */
    private void affiliations(XmlElement said, ArrayNode affiliations) {
        for (XmlElement plain : said.elements("affiliation")) {
            affiliations.addObject().put("text", plain.take());
        }
        for (XmlElement institution : said.at("affiliations").elements("institution")) {
            ObjectNode affiliation = affiliations.addObject();
            String name = institution.at("institution_name").take();
            String department = institution.elements("institution_department").stream()
                    .map(XmlElement::take)
                    .collect(Collectors.joining(", "));
            String place = institution.at("institution_place").take();
            String words = Stream.of(department, name, place)
                    .filter(part -> part != null && !part.isEmpty())
                    .collect(Collectors.joining(", "));
            Draft.put(affiliation, "text", words);
            ids(institution, affiliation, name);
            if (affiliation.isEmpty()) {
                affiliations.remove(affiliations.size() - 1);
            }
        }
    }

    private void ids(XmlElement institution, ObjectNode affiliation, String name) {
        for (XmlElement id : institution.elements("institution_id")) {
            String text = id.take();
            if ("ror".equals(id.attribute("type")) || String.valueOf(text).contains("ror.org/")) {
                Draft.put(affiliation, "ror", draft.value(text, RorId::parse, id.path()));
                Draft.put(affiliation, "name", name);
            } else {
                draft.unplaced(id.path(), text);
            }
        }
    }
}
