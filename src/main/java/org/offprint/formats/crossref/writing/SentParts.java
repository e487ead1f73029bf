package org.offprint.formats.crossref.writing;

import java.util.EnumSet;
import java.util.Set;

/**
 * Lists the parts that a Crossref deposit contains, and the parts that it contains as empty elements. The deposit omits
 * the remaining parts.
 *
 * @param full parts that are written if the record has them
 * @param emptied parts written as empty elements, so that Crossref removes them
 */
public record SentParts(Set<DepositPart> full, Set<DepositPart> emptied) {

    /** Selects all deposit parts of the record, without any empty element. */
    public static final SentParts ALL =
            new SentParts(EnumSet.allOf(DepositPart.class), EnumSet.noneOf(DepositPart.class));

    boolean contains(DepositPart part) {
        return full.contains(part);
    }

    boolean empties(DepositPart part) {
        return emptied.contains(part);
    }
}
