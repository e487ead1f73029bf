package org.offprint.search;

import java.time.Duration;
import org.offprint.search.schema.Audience;

/**
 * State of the index of one audience on this node.
 *
 * @param serves whether the index can answer searches
 * @param outdated whether another version of the program built the index; until the rebuild is complete, the index
 *     answers only requests that it supports
 * @param building whether a new index is being built, which replaces the present index when the build is complete
 * @param built number of records in the new index so far; null if no index is being built @param records number of
 *     records in the index; 0 if it does not serve
 * @param position position in the change log up to which the index is complete; 0 if it does not serve
 * @param caughtUp whether the index has contained all changes at least once since it was opened
 * @param behind time since the index last contained all changes; null if it does not serve
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
