package org.offprint.search.embedded.updates;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.search.embedded.index.IndexGenerations;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.feed.RecordFeeds;

/** Builds new indexes, one at a time: where there is none, where it is asked for, where it is outdated. */
final class IndexRebuild {

    /** After a failure while another index serves. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final RecordFeeds feeds;
    private final ChangeLog log;
    private final IndexGenerations generations;
    private final UUID store;
    private final SuggestionWeights weights;
    private volatile IndexBuild build;
    private volatile boolean wanted;
    private boolean failed;
    private long failedNanos;

    IndexRebuild(
            RecordFeeds feeds, ChangeLog log, IndexGenerations generations, UUID store, SuggestionWeights weights) {
        this.feeds = feeds;
        this.log = log;
        this.generations = generations;
        this.store = store;
        this.weights = weights;
    }

    /** Requests a new index. */
    void request() {
        wanted = true;
    }

    /** Reports whether a new index is being built. */
    boolean isUnderway() {
        return build != null;
    }

    /** Reports whether one is being built or will be; never false between the two. */
    synchronized boolean isPending() {
        return wanted || isUnderway();
    }

    /** Returns how many records the new index has so far; null while none is being built. */
    Long built() {
        IndexBuild present = build;
        return present == null ? null : present.added();
    }

    /**
     * Starts a build where there is a reason to, and removes what earlier attempts have left.
     *
     * @param serving what serves meanwhile; null for nothing
     */
    void begin(OpenIndex serving) throws IOException {
        boolean needed = serving == null || wanted || serving.isOutdated() && !hasJustFailed();
        if (needed && build == null) {
            // What is wanted stays so where this fails.
            generations.removeAllBut(serving == null ? null : serving.path());
            start();
        }
    }

    private synchronized void start() {
        wanted = false;
        build = IndexBuild.start(feeds, log, generations, store, weights);
    }

    private boolean hasJustFailed() {
        return failed && System.nanoTime() - failedNanos < PAUSE.toNanos();
    }

    /** Returns the new index when it is built; null before. */
    OpenIndex result() throws IOException {
        IndexBuild made = build;
        if (made == null || !made.isDone()) {
            return null;
        }
        failed = true;
        try {
            OpenIndex result = made.result();
            failed = false;
            return result;
        } finally {
            failedNanos = System.nanoTime();
        }
    }

    /** Forgets the build: its result serves, or cannot. */
    void end() {
        build = null;
    }

    /** Cancels the build. */
    void cancel() {
        IndexBuild unfinished = build;
        if (unfinished != null) {
            unfinished.cancel();
        }
    }
}
