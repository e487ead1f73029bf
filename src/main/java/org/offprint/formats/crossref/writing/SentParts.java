package org.offprint.formats.crossref.writing;

import java.util.EnumSet;
import java.util.Set;

/**
 * Selection of the parts that a Crossref deposit contains, in full or as empty elements. All other parts are omitted.
 *
 * @param full parts that are written if the record has them
 * @param emptied parts written as empty elements, so that Crossref removes them
 */
public record SentParts(Set<DepositPart> full, Set<DepositPart> emptied) {

    /** Selection of all deposit parts, none of them as an empty element. */
    public static final SentParts ALL =
            new SentParts(EnumSet.allOf(DepositPart.class), EnumSet.noneOf(DepositPart.class));

    boolean contains(DepositPart part) {
        return full.contains(part);
    }

    boolean empties(DepositPart part) {
        return emptied.contains(part);
    }
}
