package org.offprint.formats.pubmed;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.text.SourceText;
import org.offprint.kernel.identifiers.Orcid;

/** Reads the contributors of a MEDLINE record in their original order. The lines after a name describe that person. */
final class MedlineContributors {

    private static final Map<String, String> ROLES_BY_FULL_NAME_TAG =
            Map.of("FAU", "author", "FED", "editor", "FIR", "collaborator");
    private static final Map<String, String> ROLES_BY_SHORT_NAME_TAG =
            Map.of("AU", "author", "ED", "editor", "IR", "collaborator");

    private final List<String> leadingAffiliations = new ArrayList<>();
    private final ArticleDraft draft;
    private final CitedArticleReader article;
    /** Whether the last line was a full name, which is followed by the short form of the same name. */
    private boolean followsFullName;

    MedlineContributors(ArticleDraft draft) {
        this.draft = draft;
        this.article = new CitedArticleReader(draft);
    }

    /** Reads the contributors of a MEDLINE record, and removes their lines from the list. */
    void read(List<MedlineLine> lines) {
        List<MedlineLine> left = new ArrayList<>();
        for (MedlineLine line : lines) {
            if (!placed(line.tag(), SourceText.clean(line.value().toString()))) {
                left.add(line);
            }
        }
        leadingAffiliations.forEach(words -> draft.unplaced("AD", words));
        lines.clear();
        lines.addAll(left);
    }

    private boolean placed(String tag, String value) {
        if (value.isBlank()) {
            return true;
        }
        if (ROLES_BY_FULL_NAME_TAG.containsKey(tag)) {
            followsFullName = true;
            person(ROLES_BY_FULL_NAME_TAG.get(tag), value.replaceFirst(" (" + SourceName.GENERATIONS + ")$", ", $1"));
            return true;
        }
        if (ROLES_BY_SHORT_NAME_TAG.containsKey(tag)) {
            if (!followsFullName) {
                // In a short MEDLINE name, only a space separates the family name from the initials.
                person(
                        ROLES_BY_SHORT_NAME_TAG.get(tag),
                        value.replaceFirst(" (\\p{Lu}{1,5})(?: (" + SourceName.GENERATIONS + "))?$", ", $1, $2"));
            }
            followsFullName = false;
            return true;
        }
        return switch (tag) {
            case "CN" -> {
                article.people().organization("author", value);
                yield true;
            }
            case "AD", "IRAD" -> affiliation(value);
            case "AUID" -> orcid(value);
            default -> false;
        };
    }

    private void person(String role, String name) {
        article.people().named(role, name);
        if (last() != null) {
            // Until 2013, MEDLINE records contain the affiliation of the first author before the authors.
            leadingAffiliations.forEach(this::affiliation);
            leadingAffiliations.clear();
        }
    }

    private boolean affiliation(String words) {
        ContributorDraft last = last();
        if (last == null) {
            leadingAffiliations.add(words);
            return true;
        }
        last.affiliation(words);
        return true;
    }

    private boolean orcid(String said) {
        ContributorDraft last = last();
        if (last == null || !said.startsWith("ORCID") || last.hasOrcid()) {
            return false;
        }
        last.orcid(draft.parsed(said.replaceFirst("ORCID:\\s*", ""), Orcid::parse, "AUID"));
        return true;
    }

    private ContributorDraft last() {
        int count = draft.contributors().size();
        return count == 0 || draft.isAtMaxContributors()
                ? null
                : draft.contributors().get(count - 1);
    }
}
