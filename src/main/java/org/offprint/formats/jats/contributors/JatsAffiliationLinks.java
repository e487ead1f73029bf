package org.offprint.formats.jats.contributors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.xml.XmlElement;

/**
 * Links contributors to affiliations. Contributors are linked by id, by a printed mark, by nesting, or by membership in
 * a contributor group.
 */
final class JatsAffiliationLinks {

    private final XmlElement meta;
    private final ArticleDraft draft;
    private final Map<String, XmlElement> byId = new LinkedHashMap<>();
    private final Map<String, XmlElement> byMark = new LinkedHashMap<>();
    /** Affiliations within each element that contains several, keyed by printed mark. */
    private final Map<XmlElement, Map<String, XmlElement>> parts = new LinkedHashMap<>();

    private final Map<XmlElement, List<ContributorDraft>> owners = new LinkedHashMap<>();
    private List<XmlElement> ofArticle;

    JatsAffiliationLinks(XmlElement meta, ArticleDraft draft) {
        this.meta = meta;
        this.draft = draft;
        Set<String> printed = printed(meta);
        for (XmlElement aff : meta.descendants("aff", "aff-alternatives")) {
            if (aff.attribute("id") != null) {
                byId.putIfAbsent(aff.attribute("id"), aff);
            }
            String mark = JatsPrintedAffiliation.mark(aff);
            if (mark != null && aff.parent().name().equals("article-meta")) {
                byMark.putIfAbsent(mark, aff);
            }
            JatsPrintedAffiliation.several(aff, printed).forEach(part -> part(aff, part));
        }
    }

    private void part(XmlElement aff, XmlElement part) {
        String mark = JatsPrintedAffiliation.mark(part);
        parts.computeIfAbsent(aff, none -> new LinkedHashMap<>()).putIfAbsent(mark, part);
        if (byMark.get(mark) == null || byMark.get(mark) == aff) {
            byMark.put(mark, part);
        }
        aff.markPlaced();
    }

    /** Returns the affiliation marks that are printed after the names of contributors. */
    private static Set<String> printed(XmlElement meta) {
        Set<String> printed = new LinkedHashSet<>();
        for (XmlElement xref : meta.descendants("xref")) {
            if ("aff".equals(xref.attribute("ref-type"))) {
                printed.addAll(marks(xref));
            }
        }
        return printed;
    }

    private static List<String> marks(XmlElement xref) {
        return xref.text() == null ? List.of() : List.of(xref.text().split("[,;\\s]+"));
    }

    /**
     * Returns the affiliations shared by a contributor group, or an empty list if any member has a separate
     * affiliation.
     */
    List<XmlElement> shared(XmlElement group) {
        if (isLinked(group)) {
            return List.of();
        }
        List<XmlElement> own = group.elements("aff", "aff-alternatives");
        return !own.isEmpty() ? own : ofArticle();
    }

    /**
     * Returns the only affiliation of the article if no contributor group is linked to it, otherwise an empty list. The
     * result is cached, because an article can have many contributor groups.
     */
    private List<XmlElement> ofArticle() {
        if (ofArticle == null) {
            List<XmlElement> all = meta.elements("aff", "aff-alternatives");
            boolean isOnly = all.size() == 1
                    && (all.get(0).attribute("id") == null
                            || meta.elements("contrib-group").stream().noneMatch(JatsAffiliationLinks::isLinked));
            ofArticle = isOnly ? all : List.of();
        }
        return ofArticle;
    }

    private static boolean isLinked(XmlElement group) {
        return group.descendants("xref").stream().anyMatch(xref -> "aff".equals(xref.attribute("ref-type")))
                || group.descendants("contrib").stream().anyMatch(contrib -> contrib.attribute("rid") != null);
    }

    /** Returns the affiliations of a contributor, in document order. */
    Set<XmlElement> of(XmlElement contrib) {
        Set<XmlElement> from = new LinkedHashSet<>(contrib.elements("aff", "aff-alternatives"));
        named(contrib, from);
        for (XmlElement xref : contrib.descendants("xref")) {
            // An affiliation of a group member does not belong to the group.
            boolean isOwn = xref.selfAndAncestors()
                    .takeWhile(around -> around != contrib)
                    .noneMatch(around -> around.name().equals("collab"));
            if (isOwn) {
                named(xref, from);
            }
            if (isOwn && xref.attribute("rid") == null && "aff".equals(xref.attribute("ref-type"))) {
                marked(xref, from);
            }
        }
        return from;
    }

    private void named(XmlElement link, Set<XmlElement> from) {
        for (String id : ids(link)) {
            XmlElement aff = byId.get(id);
            List<XmlElement> marked = marks(link).stream()
                    .map(parts.getOrDefault(aff, Map.of())::get)
                    .filter(Objects::nonNull)
                    .toList();
            from.addAll(!marked.isEmpty() ? marked : aff == null ? List.of() : List.of(aff));
        }
    }

    private void marked(XmlElement xref, Set<XmlElement> from) {
        for (String mark : marks(xref)) {
            if (byMark.containsKey(mark)) {
                from.add(byMark.get(mark));
            }
        }
    }

    /** Returns the ids that a cross-reference points to, or an empty list if it has no {@code rid}. */
    static List<String> ids(XmlElement xref) {
        String rid = xref.attribute("rid");
        return rid == null ? List.of() : Stream.of(rid.split("\\s+")).distinct().toList();
    }

    /** Links a contributor to an affiliation. */
    void belongsTo(XmlElement aff, ContributorDraft contributor) {
        owners.computeIfAbsent(aff, none -> new ArrayList<>()).add(contributor);
    }

    /**
     * Assigns email addresses in affiliations to contributors. Email addresses without a known owner are reported as
     * unmapped.
     */
    void placeEmails() {
        owners.forEach((aff, own) -> {
            // A link to an email address remains in the printed affiliation, in which the address is recognized as in
            // plain text.
            new JatsEmails(aff, own, draft)
                    .assign().stream()
                            .filter(email -> email.name().equals("email"))
                            .forEach(email -> draft.unplaced(email.path(), JatsEmails.address(email)));
            aff.outermost("fn").forEach(note -> draft.unplaced(note.path(), note.text()));
        });
    }
}
