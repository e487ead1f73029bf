package org.offprint.journal.confirmations;

import java.time.Instant;
import org.offprint.kernel.identifiers.Orcid;

/** Confirmation of an ORCID iD by its owner, with the name of the contributor at the time of the confirmation. */
public record Confirmation(Orcid orcid, String name, Instant confirmedAt) {}
