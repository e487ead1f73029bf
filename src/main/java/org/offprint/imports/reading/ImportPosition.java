package org.offprint.imports.reading;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.offprint.imports.batch.ReadRecord;
import org.offprint.imports.files.UploadPosition;
import org.offprint.kernel.json.Json;
import org.offprint.platform.jobs.Job;

/**
 * Position of an import, stored with its job, with a summary of all records before the position.
 *
 * @param problem problem of the first file that could not be read to its end; null if there is none
 * @param files number of files that have been opened
 * @param unreadable number of files that could not be read to their end
 * @param unplaced number of records with unimported data, keyed by kind of data, for the first {@value #MAX_KINDS}
 *     kinds
 */
public record ImportPosition(
        UploadPosition place, String problem, int files, int unreadable, Map<String, Long> unplaced) {

    private static final int MAX_KINDS = 200;
    private static final int MAX_KIND_LENGTH = 200;

    /** Key for the total count of all kinds of data beyond the limit. */
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
     * Returns the position of the import after the given file or record.
     *
     * @param kinds kinds of data in the item that were not imported
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
            String cut = kind.length() > MAX_KIND_LENGTH ? kind.substring(0, MAX_KIND_LENGTH) + OTHERS : kind;
            counts.merge(counts.size() < MAX_KINDS || counts.containsKey(cut) ? cut : OTHERS, 1L, Long::sum);
        }
        return counts;
    }

    /** Returns whether the import failed. An import fails only if none of its files could be read to the end. */
    public boolean isFailed() {
        return problem != null && unreadable >= files;
    }
}
