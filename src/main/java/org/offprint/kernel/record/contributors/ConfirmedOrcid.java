package org.offprint.kernel.record.contributors;

import org.offprint.kernel.identifiers.Orcid;

/**
 * ORCID iD whose owner has confirmed that the iD belongs to a certain contributor.
 *
 * @param name printed name of the contributor at the time of the confirmation, which applies only to a contributor with
 *     the given name
 */
public record ConfirmedOrcid(Orcid orcid, String name) {

    /** Returns whether the contributor has both the confirmed iD and the confirmed name. */
    public boolean isOf(Contributor contributor) {
        return orcid.equals(contributor.orcid()) && name.equals(contributor.displayName());
    }
}
