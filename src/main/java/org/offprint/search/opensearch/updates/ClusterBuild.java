package org.offprint.search.opensearch.updates;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.opensearch.client.ClusterIndexes;
import org.offprint.search.opensearch.client.ClusterIndexes.Pair;
import org.offprint.search.opensearch.client.SearchCluster;

/** Builds a pair of indexes from the database tables in a separate thread, while the current pair remains in use. */
final class ClusterBuild implements Runnable {

    private static final Logger LOG = Logger.getLogger(ClusterBuild.class);

    private final SearchCluster cluster;
    private final ClusterIndexes indexes;
    private final RecordFeeds feeds;
    private final ChangeLog log;
    private final UUID store;
    private final Runnable whenDone;
    private final Thread thread = new Thread(this, "offprint-cluster-index");
    private final AtomicLong built = new AtomicLong();
    private volatile Pair pair;
    private volatile ClusterPosition position;
    private volatile RuntimeException failure;
    private volatile boolean cancelled;

    ClusterBuild(
            SearchCluster cluster,
            ClusterIndexes indexes,
            RecordFeeds feeds,
            ChangeLog log,
            UUID store,
            Runnable whenDone) {
        this.cluster = cluster;
        this.indexes = indexes;
        this.feeds = feeds;
        this.log = log;
        this.store = store;
        this.whenDone = whenDone;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isDone() {
        return !thread.isAlive();
    }

    /** Returns the number of records written to the new pair of indexes so far. */
    long built() {
        return built.get();
    }

    /** Complete pair of indexes, with the position in the change log up to which the indexes contain all changes. */
    record Built(Pair pair, ClusterPosition position) {}

    /** Returns the complete pair of indexes, or throws an exception if the build failed. */
    Built result() {
        if (failure != null) {
            throw failure;
        }
        return new Built(pair, position);
    }

    /** Cancels the index build and waits until its thread ends. */
    void cancel() {
        cancelled = true;
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            // Read the position before the first record, so that no later change is missed.
            ClusterPosition before =
                    new ClusterPosition(store, log.end(), feeds.published().lastStamp());
            long began = System.nanoTime();
            Pair made = indexes.create();
            pair = made;
            try (ClusterIndexWriter filling =
                    new ClusterIndexWriter(cluster, made, feeds, before.position(), this::count)) {
                filling.run();
            }
            new ClusterPositions(cluster).write(made, before);
            position = before;
            LOG.infof(
                    "Built the search index %s: %d records in %.1f s",
                    made.published(), built.get(), (System.nanoTime() - began) / 1e9);
        } catch (RuntimeException e) {
            failure = e;
        } finally {
            whenDone.run();
        }
    }

    private void count(long more) {
        built.addAndGet(more);
        if (cancelled) {
            throw new IllegalStateException("The index build was canceled because the service is shutting down");
        }
    }
}
