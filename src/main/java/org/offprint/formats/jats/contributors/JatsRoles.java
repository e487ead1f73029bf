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

/** Reads the roles of a contributor: {@code contrib-type}, and the roles of CRediT (NISO Z39.104-2022). */
final class JatsRoles {

    private static final Set<String> CREDIT =
            Set.copyOf(Vocabulary.terms(CreditRole.class).keySet());

    /** Terms by which the role was known before it had its present name. */
    private static final Map<String, String> FORMER = Table.map("contributor-roles-read.tsv", "credit-before");

    /** Types that say no more than that a group is one. */
    private static final Set<String> GROUPS = Set.of(
            "collab",
            "collaboration",
            "consortium",
            "group",
            "organization",
            "organisation",
            "institution",
            "corporate");

    /** Words of a type that the role, or whom to write to, says as well. */
    private static final Set<String> SAY_NO_MORE = Set.of(
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

    /** Sets the roles of CRediT, and those in words that say more than the role. */
    static void read(XmlElement contrib, ContributorDraft contributor, ArticleDraft draft) {
        Set<String> terms = new LinkedHashSet<>();
        String of = of(contrib);
        for (XmlElement role : contrib.elements("role")) {
            String term = credit(role);
            if (term != null) {
                terms.add(term);
                role.mark();
                draft.unplaced(role.path("degree-contribution"), role.attribute("degree-contribution"));
            } else {
                String words = role.take();
                contributor.roleText(of.equalsIgnoreCase(words) ? null : words);
            }
        }
        terms.forEach(contributor::credit);
        String type = contrib.attribute("contrib-type");
        if (type != null && !contributor.hasRoleTexts() && !isSaid(type, of)) {
            contributor.roleText(type.replace('_', ' '));
        }
    }

    /** Reports whether a type says no more than the role. */
    private static boolean isSaid(String type, String role) {
        for (String word : type.toLowerCase(Locale.ROOT).split("[\\s_-]+")) {
            if (!word.equals(role) && !word.equals(role + "s") && !SAY_NO_MORE.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** By the URI of the term, old or new, the term, or the words where they are said to be CRediT's. */
    private static String credit(XmlElement role) {
        String[] said = {
            role.attribute("vocab-term-identifier"),
            role.attribute("vocab-term"),
            role.attribute("content-type"),
            role.attribute("specific-use"),
            role.text()
        };
        for (String each : said) {
            if (each != null) {
                String last = last(each);
                String term = SourceText.term(last.replace("&", " "));
                String known = FORMER.getOrDefault(term, term);
                if (CREDIT.contains(known)) {
                    return known;
                }
            }
        }
        return null;
    }

    /** Returns the role of a contributor by the type, or else by the group. */
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

    /** The role of this {@code contrib-type} in lower case, or null. */
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

    /** The last step of an address; all of what is none. */
    private static String last(String said) {
        int end = said.length();
        while (end > 0 && said.charAt(end - 1) == '/') {
            end--;
        }
        return said.substring(said.lastIndexOf('/', end - 1) + 1, end);
    }
}
