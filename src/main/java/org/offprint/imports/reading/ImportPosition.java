package org.offprint.imports.reading;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.offprint.imports.batch.ReadRecord;
import org.offprint.imports.files.UploadPosition;
import org.offprint.kernel.json.Json;
import org.offprint.platform.jobs.Job;

/**
 * The position of an import, as it is stored with its job, and what is told of all records before it.
 *
 * @param problem what was wrong with the first file that could not be read to its end; null for nothing so far
 * @param files the number of files that gave something
 * @param unreadable the number of those that could not be read to their end
 * @param unplaced by kind, how many records told something of it without a place; of the first {@value #MOST_KINDS} kinds
 */
public record ImportPosition(
        UploadPosition place, String problem, int files, int unreadable, Map<String, Long> unplaced) {

    private static final int MOST_KINDS = 200;
    private static final int LONGEST_KIND = 200;

    /** The kind of those that are too many to be told apart. */
    private static final String OTHERS = "…";

    public ImportPosition {
        unplaced = unplaced == null ? Map.of() : unplaced;
    }

    public static ImportPosition of(Job job) {
        return job.place() == null
                ? new ImportPosition(UploadPosition.START, null, 0, 0, null)
                : Json.read(job.place(), ImportPosition.class);
    }

    /**
     * Returns the position with this item behind it.
     *
     * @param kinds of things of the item without a place
     */
    public ImportPosition after(ReadRecord read, Collection<String> kinds) {
        String found = problem;
        if (found == null && read.unreadable() != null) {
            found = (read.file() == null ? "" : read.file() + ": ")
                    + read.unreadable().getMessage();
        }
        return new ImportPosition(
                read.after(),
                found,
                files + (read.isFirst() ? 1 : 0),
                unreadable + (read.unreadable() == null ? 0 : 1),
                counted(kinds));
    }

    private Map<String, Long> counted(Collection<String> kinds) {
        if (kinds.isEmpty()) {
            return unplaced;
        }
        Map<String, Long> counts = new TreeMap<>(unplaced);
        for (String kind : kinds) {
            String cut = kind.length() > LONGEST_KIND ? kind.substring(0, LONGEST_KIND) + OTHERS : kind;
            counts.merge(counts.size() < MOST_KINDS || counts.containsKey(cut) ? cut : OTHERS, 1L, Long::sum);
        }
        return counts;
    }

    /** Reports whether nothing more of any file could be read: one bad file of several is no failure of the import. */
    public boolean isFailed() {
        return problem != null && unreadable >= files;
    }
}
