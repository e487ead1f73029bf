package org.offprint.ingest;

import org.offprint.http.json.Json;
import org.offprint.ingest.files.Place;
import org.offprint.jobs.Job;

/**
 * How far an import is, as it is stored with its job.
 *
 * @param problem what was wrong with the first file that could not be read to its end; null for nothing so far
 */
record Reached(Place place, String problem) {

    static Reached of(Job job) {
        return job.place() == null ? new Reached(Place.START, null) : Json.read(job.place(), Reached.class);
    }

    /** With this item behind it. */
    Reached after(Item item) {
        String found = problem;
        if (found == null && item.unreadable() != null) {
            found = (item.file() == null ? "" : item.file() + ": ")
                    + item.unreadable().getMessage();
        }
        return new Reached(item.after(), found);
    }
}
