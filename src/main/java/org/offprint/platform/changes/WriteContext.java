package org.offprint.platform.changes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A write in progress. Collects the changes to add to the change log at its end. */
public final class WriteContext {

    private final List<Change> changes = new ArrayList<>();

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    WriteContext() {}

    /** Returns the time that this write uses for all its timestamps, in whole milliseconds. */
    public Instant now() {
        return now;
    }

    /** Adds a change, which is written to the log after the data itself. */
    public void log(Change change) {
        changes.add(change);
    }

    List<Change> changes() {
        return changes;
    }
}
