package org.offprint.journal.confirmations;

import java.time.Instant;
import org.offprint.kernel.identifiers.Orcid;

/** A confirmation that was given, under the name that the contributor had then. */
public record Confirmation(Orcid orcid, String name, Instant confirmedAt) {}
