package org.offprint.imports.batch;

import java.util.UUID;
import org.offprint.kernel.identifiers.RorId;

/**
 * Organization in this service that a printed affiliation may refer to.
 *
 * @param ror null if there is none
 * @param score from 0 to 1
 * @param sure whether it is linked without confirmation
 */
public record AffiliationLink(UUID id, String name, RorId ror, double score, boolean sure) {}
