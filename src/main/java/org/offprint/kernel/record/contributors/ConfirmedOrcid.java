package org.offprint.kernel.record.contributors;

import org.offprint.kernel.identifiers.Orcid;

/**
 * ORCID iD that its owner has confirmed for a contributor.
 *
 * @param name printed name of the contributor at the time of the confirmation, which does not apply to contributors
 *     with a different name
 */
public record ConfirmedOrcid(Orcid orcid, String name) {

    /** Returns whether the contributor has both the confirmed iD and the confirmed name. */
    public boolean isOf(Contributor contributor) {
        return orcid.equals(contributor.orcid()) && name.equals(contributor.displayName());
    }
}
