package org.offprint.formats.jats.contributors;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.contributors.CreditRole;
import org.offprint.kernel.text.Table;

/** Reads the roles of a contributor: the role in {@code contrib-type}, and CRediT roles (NISO Z39.104-2022). */
final class JatsRoles {

    private static final Set<String> CREDIT =
            Set.copyOf(Vocabulary.terms(CreditRole.class).keySet());

    /** Current CRediT terms, keyed by the former terms of the roles. */
    private static final Map<String, String> FORMER_TERMS = Table.map("contributor-roles-read.tsv", "credit-before");

    /** JATS contributor types that state only that the contributor is a group. */
    private static final Set<String> GROUPS = Set.of(
            "collab",
            "collaboration",
            "consortium",
            "group",
            "organization",
            "organisation",
            "institution",
            "corporate");

    /** Words in a JATS contributor type that repeat the contributor's role or the corresponding-author flag. */
    private static final Set<String> REDUNDANT_WORDS = Set.of(
            "author",
            "authors",
            "non",
            "byline",
            "person",
            "corresp",
            "corresponding",
            "collab",
            "contributor",
            "contributors",
            "collaboration",
            "consortium",
            "group",
            "organization",
            "organisation",
            "institution",
            "corporate",
            "referee");

    private JatsRoles() {}

    /**
     * Sets the contributor's CRediT roles, and any printed roles that add information to the contributor's role. A JATS
     * contributor type that is a CRediT term, for example {@code software}, is a CRediT role.
     */
    static void read(XmlElement contrib, ContributorDraft contributor, ArticleDraft draft) {
        Set<String> terms = new LinkedHashSet<>();
        String of = of(contrib);
        for (XmlElement role : contrib.elements("role")) {
            String term = credit(role);
            if (term != null) {
                terms.add(term);
                role.markPlaced();
                draft.unplaced(role.path("degree-contribution"), role.attribute("degree-contribution"));
            } else {
                String words = role.take();
                contributor.roleText(of.equalsIgnoreCase(words) ? null : words);
            }
        }
        String type = contrib.attribute("contrib-type");
        boolean isUnread = type != null && !contributor.hasRoleTexts() && !isSaid(type, of);
        String termOfType = isUnread ? credit(type) : null;
        if (termOfType != null) {
            terms.add(termOfType);
        } else if (isUnread) {
            contributor.roleText(type.replace('_', ' '));
        }
        terms.forEach(contributor::credit);
    }

    /** Returns whether a JATS contributor type adds no information to the role. */
    private static boolean isSaid(String type, String role) {
        for (String word : type.toLowerCase(Locale.ROOT).split("[\\s_-]+")) {
            if (!word.equals(role) && !word.equals(role + "s") && !REDUNDANT_WORDS.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the CRediT term of a {@code role} element, or null if it contains no CRediT term. Checks the current or
     * former URI of the term, the term, the content type, the specific use and the text.
     */
    private static String credit(XmlElement role) {
        String[] said = {
            role.attribute("vocab-term-identifier"),
            role.attribute("vocab-term"),
            role.attribute("content-type"),
            role.attribute("specific-use"),
            role.text()
        };
        for (String each : said) {
            String known = each == null ? null : credit(each);
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    /** Returns the CRediT term for a current or former term or its URI, or null if it is not a CRediT term. */
    private static String credit(String said) {
        String term = SourceText.term(last(said).replace("&", " "));
        String known = FORMER_TERMS.getOrDefault(term, term);
        return CREDIT.contains(known) ? known : null;
    }

    /**
     * Returns the role of a contributor from the contributor type, or from the contributor group if the type does not
     * state a role.
     */
    static String of(XmlElement contrib) {
        String type = contrib.attribute("contrib-type");
        String said = type == null ? "" : type.toLowerCase(Locale.ROOT);
        String group = ofGroup(contrib);
        if (said.isEmpty()
                || GROUPS.contains(said) && !JatsNames.collab(contrib).isNone()) {
            return group;
        }
        String role = role(said);
        return role == null ? "collaborator" : role;
    }

    private static String ofGroup(XmlElement contrib) {
        String group =
                String.valueOf(contrib.parent().attribute("content-type")).toLowerCase(Locale.ROOT);
        return group.contains("editor") ? "editor" : group.contains("reviewer") ? "reviewer" : "author";
    }

    /** Returns the contributor role for a {@code contrib-type} in lower case, or null if the type is unknown. */
    static String role(String type) {
        if (type.contains("editor")) {
            return "editor";
        }
        if (type.contains("reviewer") || type.contains("referee")) {
            return "reviewer";
        }
        if (type.contains("translator")) {
            return "translator";
        }
        if (type.contains("illustrator") || type.contains("photographer")) {
            return "illustrator";
        }
        if (type.contains("non-byline") || type.contains("collab") || type.contains("contributor")) {
            return "collaborator";
        }
        return type.contains("author") || type.contains("person") || type.contains("corresp") ? "author" : null;
    }

    /** Returns the last path segment of a URL. Returns any other string unchanged. */
    private static String last(String said) {
        int end = said.length();
        while (end > 0 && said.charAt(end - 1) == '/') {
            end--;
        }
        return said.substring(said.lastIndexOf('/', end - 1) + 1, end);
    }
}
