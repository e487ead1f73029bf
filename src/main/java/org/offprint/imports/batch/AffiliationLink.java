package org.offprint.imports.batch;

import java.util.UUID;
import org.offprint.kernel.identifiers.RorId;

/**
 * Organization in this service that a printed affiliation may refer to.
 *
 * @param ror ROR id; null if the organization has no ROR id
 * @param score likelihood of the match, from 0 to 1
 * @param sure whether the affiliation is linked to the organization without confirmation
 */
public record AffiliationLink(UUID id, String name, RorId ror, double score, boolean sure) {}
