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
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerProgress;
import org.offprint.platform.database.sql.SessionLock;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.RecordFeed;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.opensearch.client.ClusterAwayException;
import org.offprint.search.opensearch.client.ClusterIndexes;
import org.offprint.search.opensearch.client.ClusterIndexes.Pair;
import org.offprint.search.opensearch.client.ClusterRefusalException;
import org.offprint.search.opensearch.client.SearchCluster;
import org.offprint.search.schema.RecordKind;

/**
 * Keeps the indexes of a cluster up with the change log. Of all nodes of a version the one that holds a lock of the database
 * writes; the others look how far it has come, so that a write on any node waits until it is found.
 */
public final class ClusterFollower {

    private static final Logger LOG = Logger.getLogger(ClusterFollower.class);
    private static final int BATCH = 500;
    private static final int AWAITED = 100;
    private static final int CITATIONS = 500;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** Longer than searches last that began in a pair before another one took its place. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private static final String REBUILD = "/_doc/rebuild";

    private final SearchCluster cluster;
    private final ClusterIndexes indexes;
    private final RecordFeeds feeds;
    private final ChangeLog log;
    private final UUID store;
    /** Makes the lock of the nodes whose indexes have a mapping of this digest. */
    private final Function<String, SessionLock> locks;

    private final SessionLock lock;
    private final ClusterPositions positions;
    private final FollowerProgress progress = new FollowerProgress();
    private final Runnable wake;
    private ClusterUpdates updates;
    private ClusterPosition reached;
    private ClusterBuild build;
    private long lookedNanos = System.nanoTime();
    /** The time since which there may be pairs that no new search asks; null for none. */
    private Long hiddenNanos;

    private volatile boolean serving;
    private volatile long reachedEndNanos = System.nanoTime();
    private volatile Long built;

    /**
     * @param store the id of the database
     * @param locks makes the lock of the nodes whose indexes have a mapping of this digest
     * @param wake lets the thread of the follower look for work
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

    /** Returns the progress that searches have reached. */
    public FollowerProgress progress() {
        return progress;
    }

    /** Reports whether there is a whole index. */
    public boolean isServing() {
        return serving;
    }

    /** Returns how long ago searches had everything. */
    public Duration behind() {
        return Duration.ofNanos(System.nanoTime() - reachedEndNanos);
    }

    /** Returns how many records the index that this node builds has so far; null while it builds none. */
    public Long built() {
        return built;
    }

    /** Asks the node that writes to build new indexes; the present ones serve meanwhile. */
    public void rebuild() {
        // Else a cluster without the alias would make an index of its name.
        cluster.put(
                "/" + indexes.aliases().published() + REBUILD + "?require_alias=true",
                Map.of(FieldNames.KIND, "REBUILD"));
        wake.run();
    }

    /** Does some work; returns whether there may be more. */
    public boolean step() {
        try {
            if (!lock.take()) {
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
        } catch (ClusterAwayException | ClusterRefusalException e) {
            // No write waits for a cluster that is away; what it has is looked at anew.
            progress.setAwaited(false);
            updates = null;
            if (e instanceof ClusterRefusalException refusal && refusal.isConflict()) {
                LOG.warn("The search cluster does not have what was last written to it, and is looked at anew");
                return true;
            }
            throw e;
        }
    }

    /** Looks how far the node has come that writes. */
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

    /** Follows the index that is there; builds one where there is none of this database, unless one is being built. */
    private void open() {
        Pair present = indexes.present();
        if (present != null) {
            cluster.post("/" + present.both() + "/_refresh", null);
            ClusterPosition found = positions.taken(present);
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
            indexes.removeHidden(present);
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

    /** Replaces the present pair by a new one when that is built and has followed the log as far. */
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
        following.settle();
        positions.write(fresh.pair(), position);
        indexes.show(fresh.pair());
        follow(fresh.pair(), position);
        removeForsaken();
    }

    /** Removes indexes of other mappings that no node feeds any more. */
    private void removeForsaken() {
        for (String other : indexes.otherDigests()) {
            try (SessionLock theirs = locks.apply(other)) {
                if (theirs.take()) {
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
            updates.settle();
            move(reached.at(changes.get(changes.size() - 1).position()));
        }
        boolean more = changes.size() == BATCH;
        if (!more) {
            reachedEndNanos = asked;
        }
        if (!more && System.nanoTime() - lookedNanos > BETWEEN_LOOKS.toNanos()) {
            more = lookRound();
            lookedNanos = System.nanoTime();
        }
        return more;
    }

    private void move(ClusterPosition position) {
        positions.write(updates.pair(), position);
        reached = position;
        progress.moveTo(position.position());
    }

    /** Looks for what changes without the log, and whether the index is as it was left; returns whether there may be more. */
    private boolean lookRound() {
        ClusterPosition visible = positions.visible(updates.pair());
        if (visible == null || visible.position() < reached.position()) {
            // Opened again, from where it is or from the first.
            updates = null;
            return true;
        }
        if (build == null && hiddenNanos == null && isRebuildWanted()) {
            startBuild();
        } else if (build == null && hiddenNanos != null && System.nanoTime() - hiddenNanos > KEPT.toNanos()) {
            indexes.removeHidden(updates.pair());
            hiddenNanos = null;
        }
        bringTexts(feeds.published(), updates.pair().published());
        bringTexts(feeds.working(), updates.pair().working());
        return bringCitations();
    }

    /** Reports whether new indexes are wanted or being built; the wish lies in the present one and goes with it. */
    public boolean isRebuildWanted() {
        return cluster.post("/" + indexes.aliases().published() + "/_mget", Map.of("ids", List.of("rebuild")))
                .path("docs")
                .path(0)
                .path("found")
                .asBoolean();
    }

    /** Writes some articles anew whose texts were not ready when they were written, and are now. */
    private void bringTexts(RecordFeed feed, String index) {
        List<UUID> awaiting = new ArrayList<>();
        cluster.post(
                        "/" + index + "/_search",
                        Map.of(
                                "query",
                                Map.of("term", Map.of(FieldNames.AWAITED, FieldNames.TEXT)),
                                "size",
                                AWAITED,
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
            updates.settle();
            updates.refresh();
        }
    }

    /** Writes some articles anew whose numbers of citations changed; returns whether there may be more. */
    private boolean bringCitations() {
        List<RecordFeed.Citations> numbers = feeds.published().citations(reached.stamp(), CITATIONS);
        if (numbers.isEmpty()) {
            return false;
        }
        updates.write(
                RecordKind.ARTICLE,
                numbers.stream().map(RecordFeed.Citations::article).toList());
        updates.settle();
        move(reached.withStamp(numbers.get(numbers.size() - 1).stamp()));
        return numbers.size() == CITATIONS;
    }

    /** Stops a build and lets another node write. */
    public void close() {
        progress.setAwaited(false);
        if (build != null) {
            build.cancel();
        }
        lock.close();
    }
}
