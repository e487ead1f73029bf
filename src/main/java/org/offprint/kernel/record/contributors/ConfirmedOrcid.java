package org.offprint.kernel.record.contributors;

import org.offprint.kernel.identifiers.Orcid;

/**
 * ORCID iD whose owner has confirmed that the iD belongs to a certain contributor.
 *
 * @param name name of the contributor as printed at the time of the confirmation; the confirmation does not apply to a
 *     contributor with a different name
 */
public record ConfirmedOrcid(Orcid orcid, String name) {

    /** Returns whether the contributor has both the confirmed iD and the confirmed name. */
    public boolean isOf(Contributor contributor) {
        return orcid.equals(contributor.orcid()) && name.equals(contributor.displayName());
    }
}
