package org.offprint.changes;

import java.util.ArrayList;
import java.util.List;

/** A write while it is being made: collects what goes into the change log at its end. */
public final class Write {

    private final List<Change> changes = new ArrayList<>();

    Write() {}

    /** Puts this into the change log when everything else is written. */
    public void log(Change change) {
        changes.add(change);
    }

    List<Change> changes() {
        return changes;
    }
}
