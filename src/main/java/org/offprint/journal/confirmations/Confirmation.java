package org.offprint.journal.confirmations;

import java.time.Instant;
import org.offprint.kernel.identifiers.Orcid;

/** Confirmation of an ORCID iD, with the name that the contributor had at that time. */
public record Confirmation(Orcid orcid, String name, Instant confirmedAt) {}
