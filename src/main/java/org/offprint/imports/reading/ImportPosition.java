package org.offprint.imports.reading;

import org.offprint.imports.batch.ReadRecord;
import org.offprint.imports.files.UploadPosition;
import org.offprint.jobs.Job;
import org.offprint.json.Json;

/**
 * The position of an import, as it is stored with its job.
 *
 * @param problem what was wrong with the first file that could not be read to its end; null for nothing so far
 */
public record ImportPosition(UploadPosition place, String problem) {

    public static ImportPosition of(Job job) {
        return job.place() == null
                ? new ImportPosition(UploadPosition.START, null)
                : Json.read(job.place(), ImportPosition.class);
    }

    /** With this item behind it. */
    public ImportPosition after(ReadRecord read) {
        String found = problem;
        if (found == null && read.unreadable() != null) {
            found = (read.file() == null ? "" : read.file() + ": ")
                    + read.unreadable().getMessage();
        }
        return new ImportPosition(read.after(), found);
    }
}
