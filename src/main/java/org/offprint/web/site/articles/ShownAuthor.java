package org.offprint.web.site.articles;

import java.util.List;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.kernel.record.contributors.AffiliationMention;
import org.offprint.kernel.record.contributors.AlternativeName;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorNote;
import org.offprint.web.site.pages.PageAddress;

/**
 * A contributor as a page shows them.
 *
 * @param name as it is spoken
 * @param page where the works of this person are listed
 * @param labels of their affiliations among those of the article
 */
public record ShownAuthor(
        Contributor contributor, String name, String page, List<String> labels, List<ContributorNote> notes) {

    static ShownAuthor of(Contributor contributor) {
        String name = ContributorNames.spoken(contributor);
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

    /** Returns the address of the ORCID record; null for none. */
    public String orcid() {
        return contributor.orcid() == null ? null : contributor.orcid().value();
    }

    /** Returns the other forms of the name. */
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
