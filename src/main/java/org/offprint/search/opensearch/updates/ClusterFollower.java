package org.offprint.search.opensearch.updates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.offprint.platform.changes.AwaitedProgress;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.database.sql.SessionLock;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.RecordFeed;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.opensearch.client.ClusterIndexes;
import org.offprint.search.opensearch.client.ClusterIndexes.Pair;
import org.offprint.search.opensearch.client.ClusterRejectionException;
import org.offprint.search.opensearch.client.ClusterUnavailableException;
import org.offprint.search.opensearch.client.SearchCluster;
import org.offprint.search.schema.RecordKind;

/**
 * Keeps the indexes in an OpenSearch cluster up to date with the change log. Among all nodes of the same program
 * version, only the node with a database lock writes. All other nodes read the progress of the writing node, so that a
 * write request on any node waits until searches include its change.
 */
public final class ClusterFollower {

    private static final Logger LOG = Logger.getLogger(ClusterFollower.class);
    private static final int BATCH = 500;
    private static final int TEXT_BATCH = 100;
    private static final int CITATION_BATCH = 500;
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    /**
     * Time for which an earlier pair of indexes is kept. The retention time exceeds the duration of any search that
     * started in that pair.
     */
    private static final Duration RETENTION = Duration.ofSeconds(5);

    private static final String REBUILD = "/_doc/rebuild";

    private final SearchCluster cluster;
    private final ClusterIndexes indexes;
    private final RecordFeeds feeds;
    private final ChangeLog log;
    private final UUID store;
    /** Function that creates the lock for all nodes whose mapping has the given digest. */
    private final Function<String, SessionLock> locks;

    private final SessionLock lock;
    private final ClusterPositions positions;
    private final AwaitedProgress progress = new AwaitedProgress();
    private final Runnable wake;
    private ClusterUpdates updates;
    private ClusterPosition reached;
    private ClusterBuild build;
    private long lookedNanos = System.nanoTime();
    /** Time since which unused pairs of indexes may exist; null if there are none. */
    private Long hiddenNanos;

    private volatile boolean serving;
    private volatile long reachedEndNanos = System.nanoTime();
    private volatile Long built;

    /**
     * Creates the follower of the change log.
     *
     * @param store id of the database
     * @param locks creates the lock for all nodes whose mapping has the given digest
     * @param wake wakes the follower's thread
     */
    public ClusterFollower(
            SearchCluster cluster,
            ClusterIndexes indexes,
            RecordFeeds feeds,
            ChangeLog log,
            UUID store,
            Function<String, SessionLock> locks,
            Runnable wake) {
        this.cluster = cluster;
        this.indexes = indexes;
        this.feeds = feeds;
        this.log = log;
        this.store = store;
        this.locks = locks;
        this.wake = wake;
        lock = locks.apply(indexes.digest());
        positions = new ClusterPositions(cluster);
        progress.setAwaited(false);
    }

    /** Returns the position in the change log up to which searches include all changes. */
    public AwaitedProgress progress() {
        return progress;
    }

    /** Returns whether a complete index can answer searches. */
    public boolean isServing() {
        return serving;
    }

    /** Returns the time since searches last included all changes. */
    public Duration behind() {
        return Duration.ofNanos(System.nanoTime() - reachedEndNanos);
    }

    /**
     * Returns the number of records in the index that this node is building, or null if it is not building an index.
     */
    public Long built() {
        return built;
    }

    /**
     * Requests new indexes from the writing node. The current indexes remain in use until the new indexes are complete.
     */
    public void rebuild() {
        // Without the parameter {@code require_alias}, a cluster without this alias would create an index with the same
        // name.
        cluster.put(
                "/" + indexes.aliases().published() + REBUILD + "?require_alias=true",
                Map.of(FieldNames.KIND, "REBUILD"));
        wake.run();
    }

    /** Performs one step of index maintenance. Returns whether more work may be pending. */
    public boolean step() {
        try {
            if (!lock.tryAcquire()) {
                watch();
                return false;
            }
            if (updates == null) {
                open();
            }
            takeOver();
            return updates != null && follow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClusterUnavailableException | ClusterRejectionException e) {
            // Writes do not wait for an unreachable cluster. The state of the cluster is read again when it is
            // reachable.
            progress.setAwaited(false);
            updates = null;
            if (e instanceof ClusterRejectionException refusal && refusal.isConflict()) {
                LOG.warn("The position stored in the search cluster has changed, possibly because writes were"
                        + " lost; indexing resumes from the stored position");
                return true;
            }
            throw e;
        }
    }

    /** Reads the progress of the writing node. */
    private void watch() {
        updates = null;
        Pair present = indexes.present();
        ClusterPosition visible = present == null ? null : positions.visible(present);
        serving = visible != null && visible.store().equals(store);
        if (serving) {
            reachedEndNanos = visible.position() >= log.end() ? System.nanoTime() : reachedEndNanos;
            progress.moveTo(visible.position());
        }
        progress.setAwaited(serving);
    }

    /**
     * Starts to update the existing index from the change log. If the cluster has no index of this database, starts a
     * build unless one is running.
     */
    private void open() {
        Pair present = indexes.present();
        if (present != null) {
            cluster.post("/" + present.both() + "/_refresh", null);
            ClusterPosition found = positions.adopt(present);
            if (found != null && found.store().equals(store) && found.position() <= log.end()) {
                if (reached != null && found.position() < reached.position()) {
                    LOG.warnf(
                            "The search cluster has lost writes: it is followed again from %d, not from %d",
                            found.position(), reached.position());
                }
                follow(present, found);
                return;
            }
        }
        serving = false;
        if (build == null) {
            indexes.removeWithoutAlias(present);
            startBuild();
        }
    }

    private void follow(Pair pair, ClusterPosition from) {
        updates = new ClusterUpdates(cluster, pair, feeds, log, ClusterUpdates.readers(cluster, pair));
        updates.resume();
        reached = from;
        hiddenNanos = System.nanoTime();
        serving = true;
        progress.moveTo(from.position());
        progress.setAwaited(true);
    }

    private void startBuild() {
        build = new ClusterBuild(cluster, indexes, feeds, log, store, wake);
        built = 0L;
        build.start();
    }

    /**
     * Replaces the current pair of indexes with the new pair, if its build is complete. The new pair first catches up
     * with the current one.
     */
    private void takeOver() throws IOException {
        if (build == null) {
            return;
        }
        built = build.built();
        if (!build.isDone()) {
            return;
        }
        ClusterBuild ended = build;
        build = null;
        built = null;
        hiddenNanos = System.nanoTime();
        ClusterBuild.Built fresh = ended.result();
        ClusterUpdates following =
                new ClusterUpdates(cluster, fresh.pair(), feeds, log, ClusterUpdates.readers(cluster, fresh.pair()));
        ClusterPosition position = fresh.position();
        while (updates != null && position.position() < reached.position()) {
            List<Change> changes = log.after(position.position(), BATCH);
            following.write(changes);
            position = position.at(changes.get(changes.size() - 1).position());
        }
        following.refreshAndCount();
        positions.write(fresh.pair(), position);
        indexes.pointAliasesTo(fresh.pair());
        follow(fresh.pair(), position);
        removeUnusedIndexes();
    }

    /** Removes indexes with a different mapping to which no node writes. */
    private void removeUnusedIndexes() {
        for (String other : indexes.otherDigests()) {
            try (SessionLock theirs = locks.apply(other)) {
                if (theirs.tryAcquire()) {
                    indexes.removeOther(other);
                }
            }
        }
    }

    private boolean follow() throws IOException {
        long asked = System.nanoTime();
        List<Change> changes = log.after(reached.position(), BATCH);
        if (!changes.isEmpty()) {
            updates.write(changes);
            updates.refreshAndCount();
            move(reached.at(changes.get(changes.size() - 1).position()));
        }
        boolean more = changes.size() == BATCH;
        if (!more) {
            reachedEndNanos = asked;
        }
        if (!more && System.nanoTime() - lookedNanos > POLL_INTERVAL.toNanos()) {
            more = poll();
            lookedNanos = System.nanoTime();
        }
        return more;
    }

    private void move(ClusterPosition position) {
        positions.write(updates.pair(), position);
        reached = position;
        progress.moveTo(position.position());
    }

    /**
     * Checks that the index still contains the last written position. Handles work that is not in the change log:
     * rebuild requests, extracted full texts and citation counts. Returns whether more work may be pending.
     */
    private boolean poll() {
        ClusterPosition visible = positions.visible(updates.pair());
        if (visible == null || visible.position() < reached.position()) {
            // Open the index again at its stored position, or rebuild it.
            updates = null;
            return true;
        }
        if (build == null && hiddenNanos == null && isRebuildRequested()) {
            startBuild();
        } else if (build == null && hiddenNanos != null && System.nanoTime() - hiddenNanos > RETENTION.toNanos()) {
            indexes.removeWithoutAlias(updates.pair());
            hiddenNanos = null;
        }
        updateTexts(feeds.published(), updates.pair().published());
        updateTexts(feeds.working(), updates.pair().working());
        return updateCitations();
    }

    /**
     * Returns whether new indexes are requested or being built. The request is a document in the current index, and is
     * removed together with it.
     */
    public boolean isRebuildRequested() {
        return cluster.post("/" + indexes.aliases().published() + "/_mget", Map.of("ids", List.of("rebuild")))
                .path("docs")
                .path(0)
                .path("found")
                .asBoolean();
    }

    /** Re-indexes a batch of articles whose full texts were extracted after they had been indexed. */
    private void updateTexts(RecordFeed feed, String index) {
        List<UUID> awaiting = new ArrayList<>();
        cluster.post(
                        "/" + index + "/_search",
                        Map.of(
                                "query",
                                Map.of("term", Map.of(FieldNames.AWAITED, FieldNames.TEXT)),
                                "size",
                                TEXT_BATCH,
                                "_source",
                                List.of(FieldNames.KEY)))
                .path("hits")
                .path("hits")
                .forEach(hit -> awaiting.add(
                        UUID.fromString(hit.path("_source").path(FieldNames.KEY).asText())));
        List<UUID> ready = feed.read(RecordKind.ARTICLE, awaiting).stream()
                .filter(record -> !record.isAwaitingText())
                .map(IndexRecord::key)
                .map(UUID::fromString)
                .toList();
        if (!ready.isEmpty()) {
            updates.write(RecordKind.ARTICLE, ready);
            updates.refreshAndCount();
            updates.refresh();
        }
    }

    /** Re-indexes a batch of articles with changed citation counts. Returns whether there may be more such articles. */
    private boolean updateCitations() {
        List<RecordFeed.Citations> numbers = feeds.published().citations(reached.stamp(), CITATION_BATCH);
        if (numbers.isEmpty()) {
            return false;
        }
        updates.write(
                RecordKind.ARTICLE,
                numbers.stream().map(RecordFeed.Citations::article).toList());
        updates.refreshAndCount();
        move(reached.withStamp(numbers.get(numbers.size() - 1).stamp()));
        return numbers.size() == CITATION_BATCH;
    }

    /** Cancels a running index build and releases the lock, so that another node can write. */
    public void close() {
        progress.setAwaited(false);
        if (build != null) {
            build.cancel();
        }
        lock.close();
    }
}
