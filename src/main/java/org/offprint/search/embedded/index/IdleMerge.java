package org.offprint.search.embedded.index;

import java.io.IOException;
import java.time.Duration;

/**
 * Merges the many index segments created by writes into few segments, after a period without writes. The duration of
 * searches and suggestions grows with the number of segments.
 */
public final class IdleMerge {

    /** Default period without index writes after which merging starts. */
    public static final Duration DEFAULT_IDLE_PERIOD = Duration.ofSeconds(10);

    private final OpenIndex index;
    private final Duration rest;
    private State state = State.WRITTEN;
    private long writtenNanos = System.nanoTime();

    private enum State {
        WRITTEN,
        MERGING,
        MERGED
    }

    public IdleMerge(OpenIndex index, Duration rest) {
        this.index = index;
        this.rest = rest;
    }

    /** Records an index write, which restarts the idle period. */
    public void written() throws IOException {
        writtenNanos = System.nanoTime();
        if (state != State.WRITTEN) {
            state = State.WRITTEN;
            index.setIdle(false);
        }
    }

    /**
     * Signals that no index writes are pending. Merging starts at the end of the idle period, and searches are
     * refreshed when merging ends.
     */
    public void rest() throws IOException {
        if (state == State.WRITTEN && System.nanoTime() - writtenNanos >= rest.toNanos()) {
            begin();
        } else if (state == State.MERGING && !index.isMerging()) {
            state = State.MERGED;
            finish();
        }
    }

    private void begin() throws IOException {
        if (index.hasRoom()) {
            state = State.MERGING;
            index.setIdle(true);
        } else {
            // Checks the disk space again after another idle period.
            writtenNanos = System.nanoTime();
        }
    }

    /** Commits the index, because the original segments of a merge stay on disk until the next commit. */
    private void finish() throws IOException {
        if (!index.isVisible()) {
            index.refresh();
            index.commit();
        }
    }
}
