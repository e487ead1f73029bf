package org.offprint.formats.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.offprint.kernel.faults.Finding;

/**
 * Record of an import file.
 *
 * @param kind {@code journal}, {@code issue}, {@code affiliation} or {@code article}
 * @param body record in the format of Offprint's own JSON lines, without {@code kind}; references to related records
 *     can be natural keys
 * @param unplaced values of the source for which the record has no field
 * @param problems reasons why the record cannot be read; only this record fails, and the import continues with the next
 *     record
 * @param line number of the line on which the record begins in its file, starting at 1; 0 if the format has no lines
 * @param source original record to be stored; null if it is not stored
 * @param sourceMediaType media type of the original record; null if it is not stored
 */
public record ImportRecord(
        String kind,
        ObjectNode body,
        List<Unplaced> unplaced,
        List<Finding> problems,
        long line,
        byte[] source,
        String sourceMediaType) {

    /** Returns a rejected import record of unknown kind. */
    public static ImportRecord refused(Finding problem, List<Unplaced> unplaced, long line) {
        return new ImportRecord(null, null, unplaced, List.of(problem), line, null, null);
    }

    /** Returns a copy of the import record with additional unmapped values. */
    public ImportRecord with(List<Unplaced> more) {
        List<Unplaced> all = new ArrayList<>(unplaced);
        all.addAll(more);
        return more.isEmpty() ? this : new ImportRecord(kind, body, all, problems, line, source, sourceMediaType);
    }

    /**
     * Returns a copy of the import record without the unmapped values that match the predicate. Such values need not be
     * reported, because they are stored in another way, for example in the source file.
     */
    public ImportRecord withoutUnplaced(Predicate<Unplaced> isElsewhere) {
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
