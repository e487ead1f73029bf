package org.offprint.search.lucene.index;

import java.io.IOException;
import java.time.Duration;

/**
 * Makes few segments of the many that writing leaves, when nothing has been written for a while: the time of a search and
 * of suggestions grows with their number.
 */
public final class IdleMerge {

    /** As long as nothing is written before it begins. */
    public static final Duration USUAL = Duration.ofSeconds(10);

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

    /** Something was written. */
    public void written() throws IOException {
        writtenNanos = System.nanoTime();
        if (state != State.WRITTEN) {
            state = State.WRITTEN;
            index.setAtRest(false);
        }
    }

    /** Nothing waits to be written: begins after a while, and lets searches see it at the end. */
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
            index.setAtRest(true);
        } else {
            // Asked again then.
            writtenNanos = System.nanoTime();
        }
    }

    /** What was merged stays on the disk until a commit goes without it. */
    private void finish() throws IOException {
        if (!index.isSeen()) {
            index.refresh();
            index.commit();
        }
    }
}
