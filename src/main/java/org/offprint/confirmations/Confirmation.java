package org.offprint.confirmations;

import java.time.Instant;
import org.offprint.identifiers.Orcid;

/** A confirmation that was given, under the name that the contributor had then. */
public record Confirmation(Orcid orcid, String name, Instant confirmedAt) {}
