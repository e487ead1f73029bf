package org.offprint.changes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.database.sql.Sql;
import org.offprint.identifiers.Ids;

/**
 * The nodes that run on the same database. Each writes down, in the table {@code node}, up to which change its readers
 * have everything, and a write of a client waits until all have what it changed: so people read what they wrote at
 * whichever node their next request arrives. A node that has not been heard of for some seconds is waited for no more.
 *
 * <p>A node that is alone asks once a second whether it still is, and no write waits for anything here. Where there are
 * several, each looks at the end of the log some forty times a second, and wakes its followers when another node has
 * written.
 */
@ApplicationScoped
public class RunningNodes {

    private static final Logger LOG = Logger.getLogger(RunningNodes.class);

    /** The time between two looks for others of a node that is alone, and between two signs of life of each. */
    private static final Duration BEAT = Duration.ofSeconds(1);

    private static final long POLL_MILLIS = 25;
    /** Between looks while a write waits, for a while. */
    private static final Duration BRIEF = Duration.ofMillis(3);

    /** The longest wait for followers of this node before others are looked for again. */
    private static final Duration SHORT = Duration.ofMillis(20);

    private static final Duration SOON = Duration.ofMillis(250);

    private static final String LOOK = "select (select position from change order by position desc limit 1) as log_end,"
            + " min(position) as others, max(awaited) as awaited"
            + " from node where id <> ? and seen_at > now() - interval '3 seconds'";

    private static final String TELL = "insert into node (id, position, awaited, seen_at) values (?, ?, ?, now())"
            + " on conflict (id) do update set position = excluded.position, awaited = excluded.awaited,"
            + " seen_at = excluded.seen_at";

    private final UUID id = Ids.next();
    private final Sql sql;
    private final ChangeLog log;
    private final AwaitedFollowers own;
    private final FollowerProgress others = new FollowerProgress();
    private final FollowerLoop loop;

    private boolean isAlone = true;
    private long lookedAt;
    private long toldAt;
    private long told = -1;
    private long awaited;
    private long end = -1;
    private long grewAt;

    RunningNodes(
            Sql sql,
            ChangeLog log,
            AwaitedFollowers own,
            @ConfigProperty(name = "offprint.search.awaited", defaultValue = "2S") Duration longestWait) {
        this.sql = sql;
        this.log = log;
        this.own = own;
        others.setAwaited(false);
        own.addOthers(others, longestWait);
        long now = System.nanoTime();
        lookedAt = now - BEAT.toNanos();
        toldAt = lookedAt;
        loop = new FollowerLoop("running-nodes", POLL_MILLIS, this::step);
        others.onWait(loop::wake);
    }

    /**
     * The answer of the database to a look.
     *
     * @param others up to where all other nodes are; null where there are none
     * @param awaited up to where writes of one of them wait for others
     */
    private record Look(long end, Long others, long awaited) {

        static Look read(ResultSet row) throws SQLException {
            long awaited = row.getLong("awaited");
            long end = row.getLong("log_end");
            long others = row.getLong("others");
            return new Look(end, row.wasNull() ? null : others, awaited);
        }
    }

    /** Begins when everything else has begun: from then on others wait for this node. */
    void start(@Observes @Priority(10_000) StartupEvent event) {
        sql.update("delete from node where seen_at < now() - interval '1 minute'");
        loop.start();
    }

    /** Stops before the data source is closed, and has no other node wait. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
        try {
            sql.update("delete from node where id = ?", id);
        } catch (RuntimeException e) {
            LOG.debugf(e, "Other nodes find out by themselves that this one has ended");
        }
    }

    private boolean step() {
        long now = System.nanoTime();
        if (isAlone && now - lookedAt < BEAT.toNanos()) {
            return false;
        }
        lookedAt = now;
        Look look = sql.first(LOOK, Look::read, id).orElseThrow();
        setOthers(look.others());
        if (look.end() != end) {
            end = look.end();
            grewAt = now;
            if (!isAlone) {
                log.wake();
            }
        }
        long wanted = Math.min(end, look.awaited());
        if (!isAlone && own.reached(end) < wanted) {
            // Searches are refreshed less often where nobody waits for them.
            own.awaitOwn(wanted, SHORT);
        }
        tell(own.reached(end), others.isWaitedFor() ? end : awaited, now);
        boolean isBusy = !isAlone && (others.isWaitedFor() || told < wanted) && now - grewAt < SOON.toNanos();
        if (isBusy) {
            LockSupport.parkNanos(BRIEF.toNanos());
        }
        return isBusy;
    }

    private void tell(long reached, long waiting, long now) {
        if (reached != told || waiting != awaited || now - toldAt >= BEAT.toNanos()) {
            sql.update(TELL, id, reached, waiting);
            told = reached;
            awaited = waiting;
            toldAt = now;
        }
    }

    private void setOthers(Long reached) {
        boolean none = reached == null;
        if (!none) {
            others.moveTo(reached);
        }
        if (none != isAlone) {
            LOG.info(none ? "This node is alone on its database" : "Other nodes run on the same database");
            isAlone = none;
            others.setAwaited(!none);
        }
    }
}
