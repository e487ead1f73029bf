package org.offprint.search;

import java.time.Duration;
import org.offprint.search.schema.Audience;

/**
 * The state of the index of one audience on this node.
 *
 * @param serves whether searches can be answered
 * @param outdated whether another version made it: it answers what it can until a new one is built
 * @param building whether a new one is being built, which takes the place of the present one when it is whole
 * @param built how many records the new one has so far; null while none is being built
 * @param records how many it holds; 0 while it does not serve
 * @param position everything in the change log up to it is found; 0 while it does not serve
 * @param caughtUp whether it has held every change once since it was opened
 * @param behind how long ago it held everything; null while it does not serve
 */
public record IndexState(
        Audience audience,
        boolean serves,
        boolean outdated,
        boolean building,
        Long built,
        long records,
        long position,
        boolean caughtUp,
        Duration behind) {}
