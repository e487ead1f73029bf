package org.offprint.platform.changes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Write in progress. Collects the changes that are added to the change log at the end of the write. */
public final class WriteContext {

    private final List<Change> changes = new ArrayList<>();

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    WriteContext() {}

    /** Returns the time that this write uses for all timestamps, in whole milliseconds. */
    public Instant now() {
        return now;
    }

    /** Adds a change to this write. The change is written to the change log after the data itself. */
    public void log(Change change) {
        changes.add(change);
    }

    List<Change> changes() {
        return changes;
    }
}
