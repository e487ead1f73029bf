package org.offprint.kernel.record.contributors;

import org.offprint.kernel.identifiers.Orcid;

/**
 * An ORCID iD whose holder has confirmed to be the contributor of that name.
 *
 * @param name of the contributor as printed then: on another contributor the iD is not confirmed
 */
public record ConfirmedOrcid(Orcid orcid, String name) {

    /** Reports whether this is the contributor who has confirmed the iD that is stated. */
    public boolean isOf(Contributor contributor) {
        return orcid.equals(contributor.orcid()) && name.equals(contributor.displayName());
    }
}
