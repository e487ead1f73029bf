package org.offprint.search.embedded.index;

import java.io.IOException;
import java.time.Duration;

/**
 * Merges the many segments that writing leaves into few when nothing has been written for a while, because the time of
 * searches and suggestions grows with their number.
 */
public final class IdleMerge {

    /** Time without writes before merging starts. */
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

    /** Reports a write. */
    public void written() throws IOException {
        writtenNanos = System.nanoTime();
        if (state != State.WRITTEN) {
            state = State.WRITTEN;
            index.setAtRest(false);
        }
    }

    /**
     * Reports that nothing waits to be written: merging starts after a while, and searches are refreshed at its end.
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
            index.setAtRest(true);
        } else {
            // Asked again then.
            writtenNanos = System.nanoTime();
        }
    }

    /** Commits, because merged segments stay on the disk until a commit without them. */
    private void finish() throws IOException {
        if (!index.isSeen()) {
            index.refresh();
            index.commit();
        }
    }
}
