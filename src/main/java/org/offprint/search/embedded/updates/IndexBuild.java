package org.offprint.search.embedded.updates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.search.embedded.index.Checkpoint;
import org.offprint.search.embedded.index.IndexGenerations;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.embedded.index.Sequencer;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.RecordFeed;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.schema.RecordKind;

/**
 * Builds a whole index from the database tables in a separate thread. One thread reads records, and one thread per
 * processor writes documents. The position in the change log is read before the first record, so that no change is
 * missed.
 */
final class IndexBuild implements Runnable {

    private static final Logger LOG = Logger.getLogger(IndexBuild.class);
    private static final int WRITERS = Math.max(1, Runtime.getRuntime().availableProcessors());
    /** Number of articles read ahead for each writer thread. */
    private static final int READ_AHEAD_PER_WRITER = 64;

    private final RecordFeeds feeds;
    private final ChangeLog log;
    private final IndexGenerations generations;
    private final UUID store;
    private final SuggestionWeights weights;
    private final Thread thread;
    private final AtomicLong added = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean cancelled;
    private volatile OpenIndex index;

    private IndexBuild(
            RecordFeeds feeds, ChangeLog log, IndexGenerations generations, UUID store, SuggestionWeights weights) {
        this.feeds = feeds;
        this.log = log;
        this.generations = generations;
        this.store = store;
        this.weights = weights;
        thread = new Thread(this, "offprint-index");
        thread.setDaemon(true);
    }

    /** Starts an index build. */
    static IndexBuild start(
            RecordFeeds feeds, ChangeLog log, IndexGenerations generations, UUID store, SuggestionWeights weights) {
        IndexBuild build = new IndexBuild(feeds, log, generations, store, weights);
        build.thread.start();
        return build;
    }

    /** Returns whether the index build has ended, successfully or not. */
    boolean isDone() {
        return !thread.isAlive();
    }

    /** Returns the number of records added to the new index so far. */
    long added() {
        return added.get();
    }

    /** Returns the index that was built, or throws an exception if the build failed. */
    OpenIndex result() throws IOException {
        if (failure.get() != null) {
            abandon();
            throw new IOException("Could not build the search index", failure.get());
        }
        return index;
    }

    /** Cancels the index build. */
    void cancel() {
        cancelled = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        abandon();
    }

    private void abandon() {
        try {
            if (index != null) {
                index.close();
            }
        } catch (IOException e) {
            LOG.debugf(e, "Could not close an abandoned search index");
        }
    }

    @Override
    public void run() {
        try {
            build();
        } catch (IOException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void build() throws IOException {
        long began = System.nanoTime();
        Checkpoint before = Checkpoint.end(log, store);
        index = OpenIndex.at(generations.next());
        index.setBeingBuilt(true);
        addArticles();
        index.refresh();
        scan(feeds.published(), List.of(RecordKind.ISSUE), batch -> index.published()
                .add(batch));
        long beforeCounts = System.nanoTime();
        long records = added.get();
        inThreads(
                WRITERS + 1,
                threads -> PersonAndKeywordCounts.countAll(
                        index, batch -> submit(batch, index.published()::add, threads)));
        double counting = (System.nanoTime() - beforeCounts) / 1e9;
        long counted = added.get() - records;
        // Articles are indexed before journals and organizations, whose rank in suggestions depends on their number of
        // articles.
        for (RecordKind kind : List.of(RecordKind.JOURNAL, RecordKind.AFFILIATION)) {
            scan(feeds.published(), List.of(kind), batch -> index.published().add(weights.weigh(kind, batch, index)));
        }
        scan(feeds.working(), List.of(RecordKind.ISSUE, RecordKind.ARTICLE), batch -> index.working()
                .add(batch));
        index.setBeingBuilt(false);
        index.setReached(before);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (added.get() > 1_000) {
            LOG.infof(
                    "Built the search index: %d records in %.1f s, including %d people and keywords in %.1f s",
                    added.get(), seconds, counted, counting);
        }
    }

    /** Adds articles in the order in which they are read, which is the sort order of the index. */
    private void addArticles() {
        Sequencer sequencer = new Sequencer();
        AtomicLong read = new AtomicLong();
        inThreads(READ_AHEAD_PER_WRITER * WRITERS, threads -> feeds.published().scan(RecordKind.ARTICLE, batch -> {
            for (IndexRecord record : batch) {
                long turn = read.getAndIncrement();
                submit(List.of(record), article -> index.published().add(article.get(0), turn, sequencer), threads);
            }
        }));
    }

    private interface Adding {
        void add(List<IndexRecord> batch) throws IOException;
    }

    private void scan(RecordFeed records, List<RecordKind> kinds, Adding adding) {
        inThreads(
                WRITERS + 1,
                threads -> kinds.forEach(kind -> records.scan(kind, batch -> submit(batch, adding, threads))));
    }

    private record Threads(ExecutorService writers, Semaphore room) {}

    private void inThreads(int atOnce, Consumer<Threads> reading) {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            Semaphore room = new Semaphore(atOnce);
            reading.accept(new Threads(writers, room));
            room.acquireUninterruptibly(atOnce);
        } finally {
            writers.shutdown();
        }
        check();
    }

    private void submit(List<IndexRecord> batch, Adding adding, Threads threads) {
        check();
        threads.room().acquireUninterruptibly();
        threads.writers().execute(() -> {
            try {
                adding.add(batch);
                added.addAndGet(batch.size());
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                threads.room().release();
            }
        });
    }

    private void check() {
        if (cancelled) {
            throw new CancellationException("The index build was canceled because the service is shutting down");
        }
        Throwable failed = failure.get();
        if (failed instanceof IOException e) {
            throw new UncheckedIOException(e);
        } else if (failed instanceof RuntimeException e) {
            throw e;
        } else if (failed instanceof Error e) {
            throw e;
        }
    }
}
