package org.offprint.formats.writing;

import org.offprint.journal.affiliations.AffiliationRef;

/**
 * Affiliation of a contributor.
 *
 * @param organization the organization, or the one to which a department belongs
 * @param printed affiliation as printed for the contributor, with the department and any other data; null if unknown
 */
public record StatedAffiliation(AffiliationRef organization, String printed) {

    /**
     * Returns the printed affiliation. If it is unknown, returns an affiliation that is generated from the
     * organization's record.
     */
    public String text() {
        return printed == null ? AffiliationText.of(organization) : printed;
    }
}
