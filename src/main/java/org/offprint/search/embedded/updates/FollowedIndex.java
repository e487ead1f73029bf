package org.offprint.search.embedded.updates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.store.AlreadyClosedException;
import org.jboss.logging.Logger;
import org.offprint.platform.changes.AwaitedProgress;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.search.IndexState;
import org.offprint.search.SearchIndex.NotReadyException;
import org.offprint.search.embedded.index.Checkpoint;
import org.offprint.search.embedded.index.IdleMerge;
import org.offprint.search.embedded.index.IndexGenerations;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.feed.RecordFeed;
import org.offprint.search.feed.RecordFeed.Citations;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/**
 * Search index that one thread keeps up to date with the change log. On startup, the last committed index is opened. If
 * there is no usable index, a new index is built. A new index is built in the background on request, or if another
 * version of the program built the current index. The new index then replaces the current one.
 */
public final class FollowedIndex {

    private static final Logger LOG = Logger.getLogger(FollowedIndex.class);
    private static final int BATCH = 500;
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(5);
    /**
     * Minimum time between index refreshes while many changes are pending. The interval grows with the duration of a
     * refresh, up to {@link #MAX_REFRESH_INTERVAL}.
     */
    private static final Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(5);

    private static final Duration MAX_REFRESH_INTERVAL = Duration.ofSeconds(30);
    /**
     * Ratio of the refresh interval to the duration of a refresh while many changes are pending. A refresh costs as
     * much as hundreds of changes.
     */
    private static final int SHARE_OF_REFRESHES = 10;
    /**
     * Maximum delay of an index refresh after all pending changes are written, if no client waits for the changes. For
     * example, no client waits for the changes of an import.
     */
    private static final Duration MAX_UNAWAITED_DELAY = Duration.ofSeconds(1);

    /** Ratio of the delay of an index refresh to its duration, if no client waits for the refresh. */
    private static final int SHARE_OF_UNAWAITED = 4;
    /**
     * Maximum time between recounts of people and keywords while many changes are pending. Many changes affect the same
     * people and keywords, so delayed recounts save work. Changes cannot be committed before their people and keywords
     * are counted.
     */
    private static final Duration MAX_COUNT_INTERVAL = Duration.ofMinutes(1);

    /** Number of uncounted people and keywords at which counting starts without delay, to limit memory use. */
    private static final int MAX_UNCOUNTED = 50_000;

    private final RecordFeeds feeds;
    private final ChangeLog log;
    private final IndexGenerations generations;
    private final UUID store;
    private final AwaitedProgress progress = new AwaitedProgress();
    private final SuggestionWeights weights = new SuggestionWeights();
    private final IndexRebuild rebuild;
    private IndexUpdates updates;
    private IdleMerge idleMerge;
    private AwaitedTexts awaitedTexts;
    private CitationNumbers citations;
    private long seenNanos = System.nanoTime();
    private long unseenNanos = MIN_REFRESH_INTERVAL.toNanos();
    private long unawaitedNanos;
    private long countedNanos = System.nanoTime();
    private volatile OpenIndex serving;
    /** Index of another program version, which answers searches but cannot be updated. */
    private OpenIndex left;

    private volatile long reachedEndNanos = System.nanoTime();
    private volatile boolean caughtUp;
    private long committedNanos = System.nanoTime();

    public FollowedIndex(RecordFeeds feeds, ChangeLog log, IndexGenerations generations, UUID store) {
        this.feeds = feeds;
        this.log = log;
        this.generations = generations;
        this.store = store;
        rebuild = new IndexRebuild(feeds, log, generations, store, weights);
        progress.setAwaited(false);
    }

    /** Returns the position in the change log up to which searches include all changes. */
    public AwaitedProgress progress() {
        return progress;
    }

    /** Returns the index that answers searches, or null if there is none. */
    public OpenIndex serving() {
        return serving;
    }

    /** Builds a new index in the background. The current index remains in use until the new index is complete. */
    public void rebuild() {
        rebuild.request();
    }

    /** Performs one step of index maintenance. Returns whether more work may be pending. */
    public boolean step() {
        try {
            repair();
            if (serving == null && !rebuild.isUnderway()) {
                open();
            }
            rebuild.begin(serving);
            takeOver();
            return serving != null && follow(serving);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open() throws IOException {
        OpenIndex found = generations.open(store, log);
        if (found != null && found.isOutdated()) {
            LOG.infof(
                    "The search index %s was built by another version of the program. Some requests will"
                            + " fail until the index is rebuilt.",
                    found.path());
        }
        if (found != null) {
            // The index on disk may lack all changes since the last shutdown of this node.
            caughtUp = false;
            serve(found);
        }
    }

    private void serve(OpenIndex index) throws IOException {
        index.refresh();
        updates = new IndexUpdates(feeds, weights, index);
        idleMerge = new IdleMerge(index, IdleMerge.DEFAULT_IDLE_PERIOD);
        awaitedTexts = new AwaitedTexts(feeds, index);
        citations = new CitationNumbers(feeds.published(), index);
        serving = index;
        progress.moveTo(index.reached().position());
        progress.setAwaited(true);
    }

    /** Drops an index that was closed by a failure. The index is opened again, or rebuilt if it cannot be read. */
    private void repair() throws IOException {
        OpenIndex present = serving;
        if (present != null && present.isBroken()) {
            LOG.warnf("The search index %s was closed after a failure and is being reopened", present.path());
            serving = null;
            progress.setAwaited(false);
            present.close();
        }
    }

    /**
     * Replaces the current index with the new index if the build is complete. The new index first catches up with the
     * current index.
     */
    private void takeOver() throws IOException {
        try {
            OpenIndex fresh = rebuild.result();
            if (fresh == null) {
                return;
            }
            replaceBy(fresh);
        } catch (IOException | RuntimeException e) {
            rebuild.end();
            throw e;
        }
        rebuild.end();
    }

    private void replaceBy(OpenIndex fresh) throws IOException {
        OpenIndex old = serving;
        IndexUpdates missing = new IndexUpdates(feeds, weights, fresh);
        while (old != null && fresh.reached().position() < old.reached().position()) {
            write(log.after(fresh.reached().position(), BATCH), missing, fresh);
        }
        missing.refreshAndCount();
        fresh.commit();
        serve(fresh);
        if (old != null) {
            old.close();
        }
        generations.removeAllBut(fresh.path());
    }

    private boolean follow(OpenIndex index) throws IOException {
        if (index == left) {
            return false;
        }
        try {
            return followOn(index);
        } catch (NotReadyException | IllegalArgumentException e) {
            stopUpdating(index, e);
            return false;
        }
    }

    private boolean followOn(OpenIndex index) throws IOException {
        long asked = System.nanoTime();
        List<Change> changes = log.after(index.reached().position(), BATCH);
        write(changes, updates, index);
        boolean more = changes.size() == BATCH;
        boolean isUnseen = index.reached().position() > progress.position();
        if ((isUnseen || updates.uncounted() > 0) && asked - seenNanos > maxRefreshDelayNanos(more)) {
            boolean canWait =
                    updates.uncounted() < MAX_UNCOUNTED && asked - countedNanos < MAX_COUNT_INTERVAL.toNanos();
            refresh(more && canWait);
            progress.moveTo(index.reached().position());
            isUnseen = false;
        }
        if (!more) {
            reachedEndNanos = asked;
            caughtUp = caughtUp || !isUnseen;
        }
        boolean broughtTexts = !more && awaitedTexts.update();
        boolean broughtCitations = !more && citations.update();
        if (!changes.isEmpty() || broughtTexts || broughtCitations) {
            idleMerge.written();
        } else if (!isUnseen) {
            idleMerge.rest();
        }
        // Do not commit before all people and keywords are counted, because the pending counts would be lost on a
        // restart.
        if (!isUnseen
                && updates.uncounted() == 0
                && index.hasUncommitted()
                && System.nanoTime() - committedNanos > COMMIT_INTERVAL.toNanos()) {
            index.commit();
            committedNanos = System.nanoTime();
        }
        return more || citations.hasMore();
    }

    /** Returns the maximum time in nanoseconds until written changes become visible to searches. */
    private long maxRefreshDelayNanos(boolean more) {
        if (more) {
            return unseenNanos;
        }
        return progress.isWaitedFor() ? 0 : unawaitedNanos;
    }

    /** Makes written changes visible to searches. Also counts people and keywords, unless counting can be delayed. */
    private void refresh(boolean isBehind) throws IOException {
        long began = System.nanoTime();
        if (isBehind) {
            updates.refreshOnly();
        } else {
            updates.refreshAndCount();
            countedNanos = System.nanoTime();
        }
        seenNanos = System.nanoTime();
        unawaitedNanos = Math.min(SHARE_OF_UNAWAITED * (seenNanos - began), MAX_UNAWAITED_DELAY.toNanos());
        unseenNanos = Math.max(
                MIN_REFRESH_INTERVAL.toNanos(),
                Math.min(SHARE_OF_REFRESHES * (seenNanos - began), MAX_REFRESH_INTERVAL.toNanos()));
    }

    /**
     * Stops updating an outdated index, which continues to answer searches. Writes no longer wait for the index, and
     * its state reports how long it has been behind the change log.
     */
    private void stopUpdating(OpenIndex index, RuntimeException because) {
        if (!index.isOutdated()) {
            throw because;
        }
        LOG.warnf(
                "The search index %s, built by another version of the program, cannot be updated."
                        + " Searches will not find new changes until the index is rebuilt (%s)",
                index.path(), because.getMessage());
        left = index;
        progress.setAwaited(false);
    }

    private void write(List<Change> changes, IndexUpdates to, OpenIndex index) throws IOException {
        if (!changes.isEmpty()) {
            to.write(changes);
            Change last = changes.get(changes.size() - 1);
            index.setReached(new Checkpoint(store, last.position(), last.at()));
        }
    }

    /** Commits and closes the index. */
    public void close() {
        rebuild.cancel();
        OpenIndex present = serving;
        serving = null;
        if (present != null) {
            try (present) {
                if (present != left && present.hasUncommitted() && !present.isBroken()) {
                    updates.refreshAndCount();
                    present.commit();
                }
            } catch (IOException e) {
                LOG.warnf(
                        e,
                        "Could not close the search index %s; updates will resume from its last commit",
                        present.path());
            }
        }
    }

    /** Returns the current state of the index for the given audience. */
    public IndexState state(Audience audience) {
        // Read the rebuild state first, so that the reported serving index is never older than the rebuild state.
        boolean pending = rebuild.isPending();
        OpenIndex present = serving;
        return present == null
                ? new IndexState(audience, false, false, pending, rebuild.built(), 0, 0, false, null)
                : new IndexState(
                        audience,
                        true,
                        present.isOutdated(),
                        pending || present.isOutdated(),
                        rebuild.built(),
                        size(audience),
                        progress.position(),
                        caughtUp,
                        Duration.ofNanos(System.nanoTime() - reachedEndNanos));
    }

    private long size(Audience audience) {
        OpenIndex present = serving;
        try {
            return present == null
                    ? 0
                    : present.ask(audience, snapshot ->
                            (long) snapshot.getIndexReader().numDocs());
        } catch (AlreadyClosedException e) {
            // A newer index has replaced this one in the meantime, or all indexes are closed.
            return serving == present ? 0 : size(audience);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Updates citation counts in the index, which can change without any change to the cited article itself. Citation
     * counts are updated in place and in batches, because each update rewrites a column of the index. After the index
     * is opened, all citation counts are updated, starting with the oldest. Articles indexed in the meantime already
     * contain their current citation count.
     */
    private static final class CitationNumbers {

        private static final int BATCH = 1_000;
        private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
        private static final String FIELD = FieldNames.order(RecordKind.ARTICLE, SortOrder.MOST_CITED);

        private final RecordFeed records;
        private final OpenIndex index;
        private long stamp;
        private boolean more;
        private long lookedNanos = System.nanoTime() - POLL_INTERVAL.toNanos();

        CitationNumbers(RecordFeed records, OpenIndex index) {
            this.records = records;
            this.index = index;
        }

        /** Returns whether more citation counts are left to update after the last batch. */
        boolean hasMore() {
            return more;
        }

        /** Updates a batch of citation counts. Returns whether any citation count was updated. */
        boolean update() throws IOException {
            boolean isSoon = !more && System.nanoTime() - lookedNanos < POLL_INTERVAL.toNanos();
            if (isSoon || index.isOutdated()) {
                more = false;
                return false;
            }
            List<Citations> numbers = records.citations(stamp, BATCH);
            for (Citations each : numbers) {
                String record =
                        FieldNames.record(RecordKind.ARTICLE, each.article().toString());
                index.published().setNumber(record, FIELD, each.number());
                index.working().setNumber(record, FIELD, each.number());
            }
            if (!numbers.isEmpty()) {
                stamp = numbers.get(numbers.size() - 1).stamp();
            }
            more = numbers.size() == BATCH;
            if (!numbers.isEmpty() && !more) {
                index.refresh();
            }
            lookedNanos = System.nanoTime();
            return !numbers.isEmpty();
        }
    }
}
