package org.offprint.platform.changes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A write while it is being made: collects what goes into the change log at its end. */
public final class Write {

    private final List<Change> changes = new ArrayList<>();

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    Write() {}

    /** The time that this write sets wherever it sets one, in whole milliseconds. */
    public Instant now() {
        return now;
    }

    /** Adds a change to the log when everything else is written. */
    public void log(Change change) {
        changes.add(change);
    }

    List<Change> changes() {
        return changes;
    }
}
