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
 * The nodes that run on the same database. Each writes down, in the table {@code node}, up to which change its readers
 * have everything, and a write of a client waits until all have what it changed: so people read what they wrote at
 * whichever node their next request arrives. Changes of rights, which are not in the log, are numbered and awaited in the
 * same way. A node that has not been heard of for some seconds is waited for no more.
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
    private final AwaitedFollowers own;
    private final RightsChanges changes;
    private final Duration longestWait;
    private final FollowerProgress others = new FollowerProgress();
    /** Up to which change of rights the other nodes have forgotten what they remember. */
    private final FollowerProgress forgotten = new FollowerProgress();

    private final FollowerLoop loop;

    private boolean isAlone = true;
    private long lookedAt;
    private long toldAt;
    private Told told = new Told(-1, 0, -1);
    private long end = -1;
    /** The last change of rights that this node goes by. */
    private final AtomicLong rights = new AtomicLong(-1);

    private long grewAt;

    RunningNodes(
            Sql sql,
            ChangeLog log,
            AwaitedFollowers own,
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

    private void awaitForgotten(long number) {
        // What this node has changed itself it has forgotten already, unless another one has changed something before.
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
     * The answer of the database to a look.
     *
     * @param rights the number of the last change of rights
     * @param others up to where all other nodes are; null where there are none
     * @param awaited up to where writes of one of them wait for others
     * @param forgotten the last change of rights that all others know; null where there are none that look for it
     */
    private record Look(long end, long rights, Long others, long awaited, Long forgotten) {

        static Look read(ResultSet row) throws SQLException {
            return new Look(
                    row.getLong("log_end"),
                    row.getLong("rights"),
                    row.getObject("others", Long.class),
                    row.getLong("awaited"),
                    row.getObject("forgotten", Long.class));
        }
    }

    /**
     * The row of this node.
     *
     * @param position up to where readers here have everything
     * @param awaited up to where writes of this node wait for others
     * @param rights the last change of rights that is known here
     */
    private record Told(long position, long awaited, long rights) {}

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
        setOthers(look);
        if (look.rights() > rights.get()) {
            changes.forget();
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
            // Searches are refreshed less often where nobody waits for them.
            own.awaitOwn(wanted, SHORT);
        }
        tell(new Told(own.reached(end), others.isWaitedFor() ? end : told.awaited(), rights.get()), now);
        boolean isBusy = !isAlone
                && (forgotten.isWaitedFor()
                        || (others.isWaitedFor() || told.position() < wanted) && now - grewAt < SOON.toNanos());
        if (isBusy) {
            LockSupport.parkNanos(BRIEF.toNanos());
        }
        return isBusy;
    }

    private void tell(Told news, long now) {
        if (!news.equals(told) || now - toldAt >= BEAT.toNanos()) {
            sql.update(TELL, id, news.position(), news.awaited(), news.rights());
            told = news;
            toldAt = now;
        }
    }

    private void setOthers(Look look) {
        boolean none = look.others() == null;
        if (!none) {
            others.moveTo(look.others());
        }
        if (look.forgotten() != null) {
            forgotten.moveTo(look.forgotten());
        }
        forgotten.setAwaited(look.forgotten() != null);
        if (none != isAlone) {
            LOG.info(none ? "This node is alone on its database" : "Other nodes run on the same database");
            isAlone = none;
            others.setAwaited(!none);
        }
    }
}
