package org.offprint.imports.batch;

import java.util.UUID;
import org.offprint.kernel.identifiers.RorId;

/**
 * An organization held here that an affiliation as printed may be of.
 *
 * @param ror null for none
 * @param score from 0 to 1
 * @param sure whether it is linked without a look
 */
public record AffiliationLink(UUID id, String name, RorId ror, double score, boolean sure) {}
