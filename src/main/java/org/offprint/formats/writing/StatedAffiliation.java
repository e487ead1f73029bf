package org.offprint.formats.writing;

import org.offprint.affiliations.AffiliationRef;

/**
 * Where a contributor says to be from.
 *
 * @param organization whose part it is, or that itself
 * @param printed the words beside this contributor, with department and whatever else stands there; null where they are
 *     not known
 */
public record StatedAffiliation(AffiliationRef organization, String printed) {

    /** As printed where the words are known, else made of the organization's record. */
    public String words() {
        return printed == null ? AffiliationText.of(organization) : printed;
    }
}
