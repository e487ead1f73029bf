package org.offprint.platform.changes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.people.RightsChanges;

/**
 * Nodes that share this database. Each node stores, in the table {@code node}, the log position that its followers have
 * reached. A client's write waits until all nodes have processed it. The client's next request can then be sent to any
 * node and still read the write. Changes to access rights are not in the change log but are numbered separately. A
 * write that changes access rights also waits until all nodes have applied the change. Nodes that have not reported for
 * some seconds are ignored.
 * <p>A single node checks for other nodes once per second, and its writes do not wait. If there are several nodes, each
 * checks the end of the log about forty times per second, and wakes its followers after writes on another node.
 */
@ApplicationScoped
public class RunningNodes {

    private static final Logger LOG = Logger.getLogger(RunningNodes.class);

    /** Heartbeat interval of each node. A single node also checks for other nodes at this interval. */
    private static final Duration BEAT = Duration.ofSeconds(1);

    private static final long POLL_MILLIS = 25;
    /** Short interval at which a node polls the change log for a limited time if a write is waiting. */
    private static final Duration BRIEF = Duration.ofMillis(3);

    /** Maximum time to wait for this node's followers before reading the table {@code node} again. */
    private static final Duration SHORT = Duration.ofMillis(20);

    private static final Duration SOON = Duration.ofMillis(250);

    private static final String LOOK = "select (select position from change order by position desc limit 1) as log_end,"
            + " (select case when is_called then last_value else 0 end from rights_change) as rights,"
            + " min(position) as others, max(awaited) as awaited, min(rights) as forgotten"
            + " from node where id <> ? and seen_at > now() - interval '3 seconds'";

    private static final String TELL =
            "insert into node (id, position, awaited, rights, seen_at) values (?, ?, ?, ?, now())"
                    + " on conflict (id) do update set position = excluded.position, awaited = excluded.awaited,"
                    + " rights = excluded.rights, seen_at = excluded.seen_at";

    private final UUID id = Ids.next();
    private final Sql sql;
    private final ChangeLog log;
    private final FollowerWaits own;
    private final RightsChanges changes;
    private final Duration longestWait;
    private final AwaitedProgress others = new AwaitedProgress();
    /** Number of the last change to access rights that all other nodes have applied to their caches. */
    private final AwaitedProgress forgotten = new AwaitedProgress();

    private final FollowerLoop loop;

    private volatile boolean isAlone = true;
    private long lookedAt;
    private long toldAt;
    private NodeRow told = new NodeRow(-1, 0, -1);
    private long end = -1;
    /** Number of the last change to access rights that this node has applied. */
    private final AtomicLong rights = new AtomicLong(-1);

    private long grewAt;

    RunningNodes(
            Sql sql,
            ChangeLog log,
            FollowerWaits own,
            RightsChanges changes,
            @ConfigProperty(name = "offprint.search.awaited", defaultValue = "2S") Duration longestWait) {
        this.sql = sql;
        this.log = log;
        this.own = own;
        this.changes = changes;
        this.longestWait = longestWait;
        others.setAwaited(false);
        forgotten.setAwaited(false);
        own.addOthers(others, longestWait);
        changes.awaitOthers(this::awaitForgotten);
        long now = System.nanoTime();
        lookedAt = now - BEAT.toNanos();
        toldAt = lookedAt;
        loop = new FollowerLoop("running-nodes", POLL_MILLIS, this::step);
        others.onWait(loop::wake);
        forgotten.onWait(loop::wake);
    }

    /**
     * Returns whether no other node uses this database. Returns false before the first poll. A new node is detected
     * within one second.
     */
    public boolean isAlone() {
        return isAlone && rights.get() >= 0;
    }

    private void awaitForgotten(long number) {
        // If no other node changed access rights in between, this node is up to date, because it cleared its caches
        // after its own change.
        rights.compareAndSet(number - 1, number);
        if (forgotten.beginWait(number)) {
            try {
                forgotten.await(number, System.nanoTime() + longestWait.toNanos());
            } finally {
                forgotten.endWait();
            }
        }
    }

    /**
     * Result of polling the database for the progress of other nodes.
     *
     * @param rights number of the last change to access rights
     * @param others log position that all other nodes have reached; null if there are no other nodes
     * @param awaited log position for which writes on another node are waiting
     * @param forgotten number of the last change to access rights that the other nodes have applied; null if no other
     *     node tracks such changes
     */
    private record Poll(long end, long rights, Long others, long awaited, Long forgotten) {

        static Poll read(ResultSet row) throws SQLException {
            return new Poll(
                    row.getLong("log_end"),
                    row.getLong("rights"),
                    row.getObject("others", Long.class),
                    row.getLong("awaited"),
                    row.getObject("forgotten", Long.class));
        }
    }

    /**
     * Database row of this node.
     *
     * @param position log position that the followers of this node have reached
     * @param awaited log position for which writes on this node are waiting
     * @param rights number of the last change to access rights that this node has applied
     */
    private record NodeRow(long position, long awaited, long rights) {}

    /**
     * Registers this node after all other components have started, because from then on, writes on all nodes wait for
     * it.
     */
    void start(@Observes @Priority(10_000) StartupEvent event) {
        sql.update("delete from node where seen_at < now() - interval '1 minute'");
        loop.start();
    }

    /**
     * Stops polling before the data source is closed. Deletes the row of this node, so that writes no longer wait for
     * it.
     */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
        try {
            sql.update("delete from node where id = ?", id);
        } catch (RuntimeException e) {
            LOG.debugf(e, "Failed to delete the row of this node; other nodes will ignore it after some seconds");
        }
    }

    private boolean step() {
        long now = System.nanoTime();
        if (isAlone && now - lookedAt < BEAT.toNanos()) {
            return false;
        }
        lookedAt = now;
        Poll look = sql.first(LOOK, Poll::read, id).orElseThrow();
        setOthers(look);
        if (look.rights() > rights.get()) {
            changes.clearCaches();
            rights.accumulateAndGet(look.rights(), Math::max);
        }
        if (look.end() != end) {
            end = look.end();
            grewAt = now;
            if (!isAlone) {
                log.wake();
            }
        }
        long wanted = Math.min(end, look.awaited());
        if (!isAlone && own.reached(end) < wanted) {
            // The wait triggers an early refresh of the search index, which is refreshed less often if no write is
            // waiting.
            own.awaitOwn(wanted, SHORT);
        }
        storeNodeRow(new NodeRow(own.reached(end), others.isWaitedFor() ? end : told.awaited(), rights.get()), now);
        boolean isBusy = !isAlone
                && (forgotten.isWaitedFor()
                        || (others.isWaitedFor() || told.position() < wanted) && now - grewAt < SOON.toNanos());
        if (isBusy) {
            LockSupport.parkNanos(BRIEF.toNanos());
        }
        return isBusy;
    }

    private void storeNodeRow(NodeRow news, long now) {
        if (!news.equals(told) || now - toldAt >= BEAT.toNanos()) {
            sql.update(TELL, id, news.position(), news.awaited(), news.rights());
            told = news;
            toldAt = now;
        }
    }

    private void setOthers(Poll look) {
        boolean none = look.others() == null;
        if (!none) {
            others.moveTo(look.others());
        }
        if (look.forgotten() != null) {
            forgotten.moveTo(look.forgotten());
        }
        forgotten.setAwaited(look.forgotten() != null);
        if (none != isAlone) {
            LOG.info(
                    none
                            ? "No other nodes use this database. Writes do not wait for other nodes."
                            : "Other nodes use this database. Writes wait until all nodes have processed them.");
            isAlone = none;
            others.setAwaited(!none);
        }
    }
}
