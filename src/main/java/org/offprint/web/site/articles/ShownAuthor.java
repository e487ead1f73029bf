package org.offprint.web.site.articles;

import java.util.List;
import java.util.Map;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.StatedAffiliation;
import org.offprint.journal.affiliations.AffiliationRef;
import org.offprint.kernel.record.contributors.AlternativeName;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorNote;
import org.offprint.web.site.pages.PageAddress;

/**
 * Contributor as displayed on an article page.
 *
 * @param name name in reading order
 * @param page path of the page with the contributor's works
 * @param affiliations affiliations of the contributor, without duplicates
 */
public record ShownAuthor(
        Contributor contributor,
        String name,
        String page,
        List<ShownAffiliation> affiliations,
        List<ContributorNote> notes) {

    /**
     * Affiliation as printed, with its number among the affiliations of the authors.
     *
     * @param before printed text before the organization
     * @param organization name of the organization as printed, or the complete text if it does not contain the name
     * @param after printed text after the organization
     * @param page path of the organization page; null if the affiliation is not linked to an organization in this
     *     service
     * @param ror ROR id of the organization; may be null
     */
    public record ShownAffiliation(
            int number, String before, String organization, String after, String page, String ror) {

        /** Returns the number in Latin digits, because a translated message would use the digits of its language. */
        public String label() {
            return Integer.toString(number);
        }

        static ShownAffiliation of(int number, StatedAffiliation affiliation) {
            AffiliationRef organization = affiliation.organization();
            String text = affiliation.text();
            String name = organization.name();
            boolean isWithin = organization.id() != null && text.contains(name);
            int start = isWithin ? text.indexOf(name) : 0;
            int end = isWithin ? start + name.length() : text.length();
            return new ShownAffiliation(
                    number,
                    text.substring(0, start),
                    text.substring(start, end),
                    text.substring(end),
                    organization.id() == null ? null : "/affiliations/" + organization.id(),
                    organization.ror() == null ? null : organization.ror().value());
        }
    }

    /**
     * Returns a contributor as displayed.
     *
     * @param stated affiliations of the contributor
     * @param numbered affiliations that are already numbered, keyed by organization and text; new ones are added
     */
    static ShownAuthor of(
            Contributor contributor, List<StatedAffiliation> stated, Map<List<String>, ShownAffiliation> numbered) {
        String name = ContributorNames.natural(contributor);
        String page =
                contributor.orcid() == null ? PageAddress.ofAuthor(name) : PageAddress.ofAuthor(contributor.orcid());
        List<ShownAffiliation> affiliations = stated.stream()
                .map(each -> numbered.computeIfAbsent(
                        List.of(each.organization().label(), each.text()),
                        key -> ShownAffiliation.of(numbered.size() + 1, each)))
                .distinct()
                .toList();
        return new ShownAuthor(
                contributor, ContributorNames.displayed(contributor), page, affiliations, contributor.notes());
    }

    /** Returns the URL of the contributor's ORCID record, or null if there is none. */
    public String orcid() {
        return contributor.orcid() == null ? null : contributor.orcid().value();
    }

    /** Returns alternative forms of the contributor's name. */
    public List<String> otherNames() {
        return contributor.alternativeNames().stream()
                .map(AlternativeName::displayName)
                .toList();
    }
}
