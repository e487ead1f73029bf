package org.offprint.platform.changes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Context of a write in progress, which collects the changes for the change log. */
public final class WriteContext {

    private final List<Change> changes = new ArrayList<>();

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    WriteContext() {}

    /** Returns the time used for all timestamps of this write, in whole milliseconds. */
    public Instant now() {
        return now;
    }

    /** Adds a change to this write. Changes are appended to the change log after the data is written. */
    public void log(Change change) {
        changes.add(change);
    }

    List<Change> changes() {
        return changes;
    }
}
