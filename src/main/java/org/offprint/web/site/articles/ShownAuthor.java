package org.offprint.web.site.articles;

import java.util.List;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.kernel.record.contributors.AlternativeName;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorNote;
import org.offprint.web.site.pages.PageAddress;

/**
 * Contributor as displayed on an article page.
 *
 * @param name name in reading order
 * @param page path of the page with the contributor's works
 * @param labels labels of the contributor's affiliations within the article
 */
public record ShownAuthor(
        Contributor contributor, String name, String page, List<String> labels, List<ContributorNote> notes) {

    static ShownAuthor of(Contributor contributor) {
        String name = ContributorNames.natural(contributor);
        String page =
                contributor.orcid() == null ? PageAddress.ofAuthor(name) : PageAddress.ofAuthor(contributor.orcid());
        return new ShownAuthor(
                contributor,
                name,
                page,
                contributor.affiliations().stream()
                        .map(AffiliationMention::label)
                        .distinct()
                        .toList(),
                contributor.notes());
    }

    /** Returns the URL of the contributor's ORCID record, or null if there is none. */
    public String orcid() {
        return contributor.orcid() == null ? null : contributor.orcid().value();
    }

    /** Returns alternative forms of the contributor's name. */
    public List<String> otherNames() {
        return contributor.alternativeNames().stream().map(ShownAuthor::spoken).toList();
    }

    private static String spoken(AlternativeName name) {
        if (name.name() != null) {
            return name.name();
        }
        String given = name.given() == null ? "" : name.given() + " ";
        return given + (name.family() == null ? "" : name.family());
    }
}
