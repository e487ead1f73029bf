package org.offprint.formats.crossrefworks;

import static org.offprint.formats.json.JsonSource.objects;
import static org.offprint.formats.json.JsonSource.take;
import static org.offprint.formats.json.JsonSource.takeAll;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.text.SourceText;
import org.offprint.identifiers.Doi;
import org.offprint.identifiers.Orcid;
import org.offprint.identifiers.RorId;
import org.offprint.json.Vocabulary;
import org.offprint.record.contributors.CreditRole;
import org.offprint.text.Table;

/** Authors, editors and translators, and who paid. */
final class CrossrefWorkContributors {

    private static final Map<String, String> ROLES = Table.map("contributor-roles-read.tsv", "crossref-works");

    private final Draft draft;

    private CrossrefWorkContributors(Draft draft) {
        this.draft = draft;
    }

    static void read(ObjectNode work, Draft draft) {
        CrossrefWorkContributors contributors = new CrossrefWorkContributors(draft);
        for (String list : List.of("author", "editor", "chair", "translator")) {
            int number = 0;
            for (ObjectNode person : objects(work, list)) {
                number++;
                contributors.contributor(person, ROLES.get(list), list + "[" + number + "]");
            }
        }
        objects(work, "funder").forEach(contributors::funder);
    }

    private void contributor(ObjectNode person, String role, String where) {
        ObjectNode contributor = person.objectNode();
        String family = take(person, "family");
        String given = take(person, "given");
        String name = take(person, "name");
        boolean isPerson = family != null || given != null;
        contributor.put("role", role).put("kind", isPerson ? "person" : "organization");
        if (isPerson) {
            Draft.name(contributor, SourceName.person(family, given, take(person, "suffix")));
            draft.unplaced(where + "/name", name);
        } else {
            Draft.put(contributor, "name", name);
        }
        if (!contributor.has("family") && !contributor.has("name")) {
            return;
        }
        Draft.put(contributor, "orcid", draft.value(take(person, "ORCID"), Orcid::parse, where + "/ORCID"));
        objects(person, "role").forEach(said -> role(said, contributor));
        ArrayNode affiliations = person.arrayNode();
        objects(person, "affiliation").forEach(affiliation -> affiliation(affiliation, affiliations, where));
        if (!affiliations.isEmpty()) {
            contributor.set("affiliations", affiliations);
        }
        draft.list("contributors").add(contributor);
    }

    /** Beside what the list tells already: who is to be written to, and the roles of CRediT. */
    private static void role(ObjectNode said, ObjectNode contributor) {
        String term = SourceText.term(said.path("role").asText("").replace("&", " "));
        if (term.startsWith("corresponding")) {
            contributor.put("corresponding", true);
            said.removeAll();
        } else if (Vocabulary.terms(CreditRole.class).containsKey(term)) {
            contributor.withArray("/credit").add(term);
            said.removeAll();
        } else if (ROLES.containsKey(term)) {
            said.removeAll();
        }
    }

    private void affiliation(ObjectNode said, ArrayNode affiliations, String where) {
        ObjectNode affiliation = said.objectNode();
        List<String> words = new ArrayList<>(takeAll(said, "department"));
        String name = take(said, "name");
        words.add(name);
        words.addAll(takeAll(said, "place"));
        words.removeIf(word -> word == null);
        Draft.put(affiliation, "text", String.join(", ", words));
        for (ObjectNode id : objects(said, "id")) {
            boolean isRor = "ROR".equalsIgnoreCase(id.path("id-type").asText(""));
            if (isRor) {
                Draft.put(affiliation, "ror", draft.value(take(id, "id"), RorId::parse, where + "/affiliation"));
                Draft.put(affiliation, "name", name);
                id.removeAll();
            }
        }
        if (affiliation.isEmpty()) {
            return;
        }
        affiliations.add(affiliation);
    }

    private void funder(ObjectNode said) {
        ObjectNode funding = said.objectNode();
        Draft.put(funding, "funder", take(said, "name"));
        if (!funding.has("funder")) {
            return;
        }
        Draft.put(funding, "funderDoi", draft.value(take(said, "DOI"), Doi::parse, "funder/DOI"));
        for (ObjectNode id : objects(said, "id")) {
            String type = id.path("id-type").asText("");
            if (type.equalsIgnoreCase("ROR")) {
                Draft.put(funding, "ror", draft.value(take(id, "id"), RorId::parse, "funder/id"));
                id.removeAll();
            } else if (id.path("id")
                    .asText("")
                    .equalsIgnoreCase(funding.path("funderDoi").asText())) {
                id.removeAll();
            }
        }
        ArrayNode awards = said.arrayNode();
        takeAll(said, "award").forEach(awards::add);
        for (ObjectNode info : objects(said, "award-info")) {
            String award = take(info, "award-number");
            if (award != null) {
                awards.add(award);
            }
        }
        if (!awards.isEmpty()) {
            funding.set("awards", awards);
        }
        draft.addOnce("funding", funding);
    }
}
