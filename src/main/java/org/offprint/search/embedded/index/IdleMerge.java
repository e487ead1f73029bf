package org.offprint.search.embedded.index;

import java.io.IOException;
import java.time.Duration;

/**
 * Merges the many segments created by writes into a few, after a period without writes. The more segments an index has,
 * the longer searches and suggestions take.
 */
public final class IdleMerge {

    /** Default length of the period without index writes after which merging starts. */
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
     * Starts merging at the end of the idle period, and makes the merged segments visible to searches. Must be called
     * repeatedly while no index writes are pending.
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
            // Check the disk space again after another idle period.
            writtenNanos = System.nanoTime();
        }
    }

    /** Commits the index, because the segments replaced by a merge stay on disk until the next commit. */
    private void finish() throws IOException {
        if (!index.isVisible()) {
            index.refresh();
            index.commit();
        }
    }
}
