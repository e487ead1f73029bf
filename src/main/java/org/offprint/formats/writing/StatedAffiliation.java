package org.offprint.formats.writing;

import org.offprint.journal.affiliations.AffiliationRef;

/**
 * Affiliation as stated by a contributor.
 *
 * @param organization organization, or the organization of which the affiliation is a part
 * @param printed text that is printed for this contributor, with the department and any other data; null if unknown
 */
public record StatedAffiliation(AffiliationRef organization, String printed) {

    /** Returns the printed text, or a text generated from the organization's record if no text is printed. */
    public String text() {
        return printed == null ? AffiliationText.of(organization) : printed;
    }
}
