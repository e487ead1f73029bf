package org.offprint.formats.jats.contributors;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.offprint.formats.draft.AffiliationMentionDraft;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.xml.UnplacedContent;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Orcid;

/** Reads the {@code contrib-group} elements: contributors with their roles and affiliations. */
public final class JatsContributorsReader {

    /** Elements within a {@code collab} element that are not part of the group name. */
    private static final String[] NOT_NAME = {
        "contrib-group", "fn", "xref", "aff", "label", "address", "institution-id", "email"
    };

    private final ArticleDraft draft;
    private final UnplacedContent leftovers;
    private final JatsAffiliationsReader affiliations;
    private final JatsAffiliationLinks links;
    private final JatsAuthorNotes notes;
    /** Author groups, keyed by the id that group members refer to. */
    private final Map<String, XmlElement> named = new HashMap<>();
    /** Caches the names of author groups, so that no group name is read twice. */
    private final Map<XmlElement, String> names = new IdentityHashMap<>();

    private JatsContributorsReader(XmlElement meta, ArticleDraft draft, UnplacedContent leftovers) {
        this.draft = draft;
        this.leftovers = leftovers;
        this.affiliations = new JatsAffiliationsReader(draft);
        this.links = new JatsAffiliationLinks(meta, draft);
        this.notes = new JatsAuthorNotes(meta, draft);
        for (XmlElement contrib : meta.descendants("contrib")) {
            if (contrib.attribute("id") != null && !JatsNames.collab(contrib).isNone()) {
                named.putIfAbsent(contrib.attribute("id"), contrib);
            }
        }
    }

    /**
     * Reads the contributors of a JATS article.
     *
     * @param leftovers receives unmapped elements of group members and reports them
     */
    public static void read(XmlElement meta, ArticleDraft draft, UnplacedContent leftovers) {
        JatsContributorsReader contributors = new JatsContributorsReader(meta, draft, leftovers);
        meta.elements("contrib-group").forEach(group -> contributors.group(group, null));
        contributors.notes.placeEmails(draft.contributors());
        contributors.links.placeEmails();
    }

    private void group(XmlElement group, String role) {
        // If no member of a contributor group has an affiliation, all members share the affiliations of the group or
        // the only affiliation of the article.
        List<XmlElement> shared = links.shared(group);
        for (XmlElement member : group.elements()) {
            switch (member.name()) {
                case "contrib" -> contributor(member, memberOf(member, role), shared);
                case "on-behalf-of", "collab" -> organization(member, role);
                default -> {}
            }
        }
    }

    /**
     * Returns the role of a contributor. A contributor who refers to a group is a collaborator, as are members nested
     * in a group. The group membership is reported as unmapped.
     */
    private String memberOf(XmlElement contrib, String role) {
        List<XmlElement> groups = JatsAffiliationLinks.ids(contrib).stream()
                .map(named::get)
                .filter(Objects::nonNull)
                .toList();
        for (XmlElement group : groups) {
            String called = names.computeIfAbsent(
                    group,
                    named -> String.valueOf(
                            JatsNames.nameOf(JatsNames.collab(named)).textWithout(NOT_NAME)));
            draft.unplaced(contrib.path("rid"), "member of " + called);
        }
        return groups.isEmpty() ? role : "collaborator";
    }

    private void organization(XmlElement named, String role) {
        ContributorDraft contributor = new ContributorDraft(draft)
                .role(role == null ? "collaborator" : role)
                .organization();
        String name = named.take();
        String said = name == null
                ? ""
                : name.replaceFirst("(?i)^[,;\\s]*(?:on behalf of|for)\\s+(?:the\\s+(?=\\p{Lu}))?", "");
        contributor.name(said.replaceAll("(?<![,;.\\s])[,;.\\s]+$", ""));
        if (contributor.isNamed()) {
            draft.contributor(contributor);
        }
    }

    private void contributor(XmlElement contrib, String given, List<XmlElement> shared) {
        if (draft.isAtMaxContributors()) {
            draft.unplaced("contrib", contrib.take());
            return;
        }
        XmlElement collab = JatsNames.collab(contrib);
        XmlElement name = JatsNames.mainForm(contrib);
        ContributorDraft contributor = new ContributorDraft(draft).role(given == null ? JatsRoles.of(contrib) : given);
        if (name.isNone() && !collab.isNone()) {
            contributor.organization();
        } else {
            contributor.person();
        }
        if (!name.isNone()) {
            contributor.names(JatsNames.person(name));
            JatsNames.alternatives(contrib, name, contributor, draft);
        } else if (!collab.isNone()) {
            contributor.name(JatsNames.nameOf(collab).textWithout(NOT_NAME));
            JatsNames.alternativesOfGroup(contrib, collab, contributor, draft);
        } else if (!contrib.at("anonymous").isNone()) {
            contrib.at("anonymous").markPlaced();
            contributor.family("Anonymous");
        }
        if (!contributor.isNamed()) {
            draft.unplaced(contrib.path(), contrib.take());
            return;
        }
        draft.unplaced(contrib.path("xlink:href"), contrib.attribute("href"));
        details(contrib, contributor, shared);
        draft.contributor(contributor);
        members(contrib, collab, name);
        flags(contrib, contributor);
    }

    /**
     * Reads the members of an author group as separate collaborators. The group membership is reported as unmapped,
     * because records have no field for group membership.
     */
    private void members(XmlElement contrib, XmlElement collab, XmlElement name) {
        if (collab.isNone()) {
            return;
        }
        String called = JatsNames.nameOf(collab).textWithout(NOT_NAME);
        collab.descendants("institution-id").forEach(id -> draft.unplaced(id.path(), id.text()));
        if (!name.isNone()) {
            draft.unplaced(collab.path(), called);
        }
        for (XmlElement group : collab.elements("contrib-group")) {
            draft.unplaced(group.path(), group.elements("contrib").size() + " collaborators are members of " + called);
            group(group, "collaborator");
            leftovers.of(group);
            group.markPlaced();
        }
        JatsNames.nameOf(collab).markPlaced();
    }

    private void details(XmlElement contrib, ContributorDraft contributor, List<XmlElement> shared) {
        for (XmlElement id : contrib.elements("contrib-id", "uri", "ext-link")) {
            String value = id.text() == null ? id.attribute("href") : id.text();
            boolean isOrcid = value != null
                    && ("orcid".equalsIgnoreCase(id.attribute("contrib-id-type")) || value.contains("orcid.org/"));
            if (isOrcid && !contributor.hasOrcid()) {
                contributor.orcid(draft.parsed(value, Orcid::parse, id.path()));
                id.markPlaced();
            }
        }
        JatsEmails.own(contrib, contributor, draft);
        JatsRoles.read(contrib, contributor, draft);
        affiliations(contrib, contributor, shared);
    }

    private void affiliations(XmlElement contrib, ContributorDraft contributor, List<XmlElement> shared) {
        Set<XmlElement> from = links.of(contrib);
        for (XmlElement aff : from.isEmpty() ? shared : from) {
            AffiliationMentionDraft affiliation = affiliations.read(aff);
            if (affiliation != null) {
                contributor.affiliation(affiliation);
            }
            links.belongsTo(aff, contributor);
        }
    }

    private void flags(XmlElement contrib, ContributorDraft contributor) {
        boolean corresponding = "yes".equals(contrib.attribute("corresp"))
                || String.valueOf(contrib.attribute("contrib-type")).contains("corresp");
        boolean equal = "yes".equals(contrib.attribute("equal-contrib"));
        Set<String> ids = new LinkedHashSet<>();
        for (XmlElement xref : contrib.elements("xref")) {
            corresponding |= "corresp".equals(xref.attribute("ref-type"));
            ids.addAll(JatsAffiliationLinks.ids(xref));
            xref.markPlaced();
        }
        for (String id : ids) {
            corresponding |= notes.isCorrespondence(id);
            equal |= notes.isEqual(id);
            notes.belongsTo(id, contributor);
            notes.read(id, contributor);
        }
        if (corresponding) {
            contributor.corresponding();
            notes.corresponds(contributor);
        }
        if (equal) {
            contributor.equalContribution();
        }
        if ("yes".equals(contrib.attribute("deceased"))) {
            contributor.deceased();
        }
    }
}
