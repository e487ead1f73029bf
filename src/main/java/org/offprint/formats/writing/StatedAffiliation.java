package org.offprint.formats.writing;

import org.offprint.journal.affiliations.AffiliationRef;

/**
 * Affiliation as stated for a contributor.
 *
 * @param organization organization, or the organization that the affiliation is a part of
 * @param printed affiliation as printed for the contributor, with the department and any other data; null if unknown
 */
public record StatedAffiliation(AffiliationRef organization, String printed) {

    /**
     * Returns the printed affiliation, or an affiliation generated from the organization's record if no affiliation is
     * printed.
     */
    public String text() {
        return printed == null ? AffiliationText.of(organization) : printed;
    }
}
