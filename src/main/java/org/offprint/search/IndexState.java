package org.offprint.search;

import java.time.Duration;
import org.offprint.search.schema.Audience;

/**
 * State of one audience's search index on this node.
 *
 * @param serves whether the index can answer searches
 * @param outdated whether another version of the program built the index; an outdated index answers only the searches
 *     that its fields support
 * @param building whether a new index is being built, which will replace the current index
 * @param built number of records in the new index so far; null if no index is being built
 * @param records number of records in the index; 0 if the index cannot answer searches
 * @param position position in the change log up to which the index contains all changes; 0 if the index cannot answer
 *     searches
 * @param caughtUp whether the index has contained all changes at least once since it was opened
 * @param behind time since the index last contained all changes; null if the index cannot answer searches
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
