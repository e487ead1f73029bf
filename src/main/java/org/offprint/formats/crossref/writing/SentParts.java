package org.offprint.formats.crossref.writing;

import java.util.EnumSet;
import java.util.Set;

/**
 * The parts that a deposit holds, those that the deposit holds empty, and by omission those that it leaves out.
 *
 * @param full parts written where the record has them
 * @param emptied parts written as empty elements, so that Crossref drops them
 */
public record SentParts(Set<DepositPart> full, Set<DepositPart> emptied) {

    /** Everything that the record has, and nothing emptied. */
    public static final SentParts ALL =
            new SentParts(EnumSet.allOf(DepositPart.class), EnumSet.noneOf(DepositPart.class));

    boolean holds(DepositPart part) {
        return full.contains(part);
    }

    boolean empties(DepositPart part) {
        return emptied.contains(part);
    }
}
