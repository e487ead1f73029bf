package org.offprint.search;

import java.time.Duration;

/**
 * How the index of one audience is on this node.
 *
 * @param serves whether searches can be answered
 * @param building whether a new one is being built, which takes the place of the present one when it is whole
 * @param records how many it holds; 0 while it does not serve
 * @param position everything in the change log up to it is found; 0 while it does not serve
 * @param behind how long ago it held everything; null while it does not serve
 */
public record IndexState(
        Audience audience, boolean serves, boolean building, long records, long position, Duration behind) {}
