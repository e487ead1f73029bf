package org.offprint.formats.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.offprint.kernel.faults.Finding;

/**
 * One record of a file.
 *
 * @param kind {@code journal}, {@code issue}, {@code affiliation} or {@code article}
 * @param body as a line of our own JSON lines has it, without {@code kind}; what it refers to may be named by natural
 *     keys
 * @param unplaced what the source holds and the body has no place for
 * @param problems why the record cannot be read: then it fails alone, and the next one is read
 * @param line where it begins in its file, from 1; 0 where the format has no lines
 * @param source the record as it was in the file, to be kept; null for none
 * @param sourceMediaType of the source; null where there is none
 */
public record ImportRecord(
        String kind,
        ObjectNode body,
        List<Unplaced> unplaced,
        List<Finding> problems,
        long line,
        byte[] source,
        String sourceMediaType) {

    /** Returns a refused record of no known kind. */
    public static ImportRecord refused(Finding problem, List<Unplaced> unplaced, long line) {
        return new ImportRecord(null, null, unplaced, List.of(problem), line, null, null);
    }

    /** Returns a copy that reports more without a place. */
    public ImportRecord with(List<Unplaced> more) {
        List<Unplaced> all = new ArrayList<>(unplaced);
        all.addAll(more);
        return more.isEmpty() ? this : new ImportRecord(kind, body, all, problems, line, source, sourceMediaType);
    }

    /** Returns a copy that does not report what has a place elsewhere. */
    public ImportRecord placed(Predicate<Unplaced> isElsewhere) {
        return new ImportRecord(
                kind,
                body,
                unplaced.stream().filter(isElsewhere.negate()).toList(),
                problems,
                line,
                source,
                sourceMediaType);
    }
}
