package org.offprint.formats.writing;

import org.offprint.journal.affiliations.AffiliationRef;

/**
 * The affiliation that a contributor states.
 *
 * @param organization whose part it is, or that itself
 * @param printed the words beside this contributor, with department and whatever else stands there; null where they are
 *     not known
 */
public record StatedAffiliation(AffiliationRef organization, String printed) {

    /** Returns the words as printed, else made of the organization's record. */
    public String words() {
        return printed == null ? AffiliationText.of(organization) : printed;
    }
}
