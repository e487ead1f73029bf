package org.offprint.search.embedded.updates;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.search.embedded.index.IndexGenerations;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.feed.RecordFeeds;

/**
 * Builds new indexes, one at a time. A build starts if there is no index, if a build is requested, or if the current
 * index is outdated.
 */
final class IndexRebuild {

    /** Time between build attempts after a failure while another index answers searches. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(30);

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

    /** Requests the build of a new index. */
    void request() {
        wanted = true;
    }

    /** Returns whether a new index is being built. */
    boolean isUnderway() {
        return build != null;
    }

    /** Returns whether an index build is requested, being started, or running. */
    synchronized boolean isPending() {
        return wanted || isUnderway();
    }

    /** Returns the number of records in the new index so far, or null if no index is being built. */
    Long built() {
        IndexBuild present = build;
        return present == null ? null : present.added();
    }

    /**
     * Starts a build if one is requested or required, and removes the results of failed builds.
     *
     * @param serving index that answers searches in the meantime; null if there is none
     */
    void begin(OpenIndex serving) throws IOException {
        boolean needed = serving == null || wanted || serving.isOutdated() && !hasJustFailed();
        if (needed && build == null) {
            // If the results of failed builds cannot be removed, the build request remains pending.
            generations.removeAllBut(serving == null ? null : serving.path());
            start();
        }
    }

    private synchronized void start() {
        wanted = false;
        build = IndexBuild.start(feeds, log, generations, store, weights);
    }

    private boolean hasJustFailed() {
        return failed && System.nanoTime() - failedNanos < RETRY_DELAY.toNanos();
    }

    /** Returns the new index if the build is complete, otherwise null. */
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

    /** Discards the index build after the new index is in use or the build has failed. */
    void end() {
        build = null;
    }

    /** Cancels the index build. */
    void cancel() {
        IndexBuild unfinished = build;
        if (unfinished != null) {
            unfinished.cancel();
        }
    }
}
