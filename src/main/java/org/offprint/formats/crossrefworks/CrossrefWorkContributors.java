package org.offprint.formats.crossrefworks;

import static org.offprint.formats.draft.JsonSource.objects;
import static org.offprint.formats.draft.JsonSource.take;
import static org.offprint.formats.draft.JsonSource.takeAll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.offprint.formats.draft.AffiliationMentionDraft;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.draft.FundingDraft;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.contributors.CreditRole;
import org.offprint.kernel.text.Table;

/** Reads the authors, editors, translators and funders of a Crossref work in JSON. */
final class CrossrefWorkContributors {

    private static final Map<String, String> ROLES = Table.map("contributor-roles-read.tsv", "crossref-works");

    private final ArticleDraft draft;

    private CrossrefWorkContributors(ArticleDraft draft) {
        this.draft = draft;
    }

    static void read(ObjectNode work, ArticleDraft draft) {
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
        ContributorDraft contributor = new ContributorDraft(draft).role(role);
        String family = take(person, "family");
        String given = take(person, "given");
        String name = take(person, "name");
        boolean isPerson = family != null || given != null;
        if (isPerson) {
            contributor.person().names(SourceName.person(family, given, take(person, "suffix")));
            draft.unplaced(where + "/name", name);
        } else {
            contributor.organization().name(name);
        }
        if (!contributor.isNamed()) {
            return;
        }
        contributor.orcid(draft.parsed(take(person, "ORCID"), Orcid::parse, where + "/ORCID"));
        objects(person, "role").forEach(said -> role(said, contributor));
        objects(person, "affiliation").forEach(affiliation -> affiliation(affiliation, contributor, where));
        draft.contributor(contributor);
    }

    /**
     * Reads a role of a contributor. Corresponding authors and CRediT roles are imported. A role that repeats the role
     * of its contributor list is dropped.
     */
    private static void role(ObjectNode said, ContributorDraft contributor) {
        String term = SourceText.term(said.path("role").asText("").replace("&", " "));
        if (term.startsWith("corresponding")) {
            contributor.corresponding();
            said.removeAll();
        } else if (Vocabulary.terms(CreditRole.class).containsKey(term)) {
            contributor.credit(term);
            said.removeAll();
        } else if (ROLES.containsKey(term)) {
            said.removeAll();
        }
    }

    private void affiliation(ObjectNode said, ContributorDraft contributor, String where) {
        AffiliationMentionDraft affiliation = new AffiliationMentionDraft(draft);
        List<String> words = new ArrayList<>(takeAll(said, "department"));
        String name = take(said, "name");
        words.add(name);
        words.addAll(takeAll(said, "place"));
        words.removeIf(word -> word == null);
        affiliation.text(String.join(", ", words));
        for (ObjectNode id : objects(said, "id")) {
            boolean isRor = "ROR".equalsIgnoreCase(id.path("id-type").asText(""));
            if (isRor) {
                affiliation.ror(draft.parsed(take(id, "id"), RorId::parse, where + "/affiliation"));
                affiliation.name(name);
                id.removeAll();
            }
        }
        if (!affiliation.isEmpty()) {
            contributor.affiliation(affiliation);
        }
    }

    private void funder(ObjectNode said) {
        FundingDraft funding = new FundingDraft(draft);
        funding.funder(take(said, "name"));
        if (!funding.hasFunder()) {
            return;
        }
        funding.funderDoi(draft.parsed(take(said, "DOI"), Doi::parse, "funder/DOI"));
        for (ObjectNode id : objects(said, "id")) {
            String type = id.path("id-type").asText("");
            if (type.equalsIgnoreCase("ROR")) {
                funding.ror(draft.parsed(take(id, "id"), RorId::parse, "funder/id"));
                id.removeAll();
            } else if (id.path("id").asText("").equalsIgnoreCase(Objects.toString(funding.funderDoi(), ""))) {
                id.removeAll();
            }
        }
        takeAll(said, "award").forEach(funding::award);
        for (ObjectNode info : objects(said, "award-info")) {
            String award = take(info, "award-number");
            if (award != null) {
                funding.award(award);
            }
        }
        draft.funding(funding);
    }
}
