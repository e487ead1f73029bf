package org.offprint.platform.changes;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.offprint.platform.database.sql.Sql;

/**
 * The change log: ordered, complete, with deletions. A transaction writes its rows last, under one lock, so that the
 * order of positions is the order of commits, and a follower that remembers the highest position misses nothing.
 */
@ApplicationScoped
public class ChangeLog {

    /** The advisory lock under which rows are written; "offprint" in ASCII. */
    private static final long LOCK = 0x6f66667072696e74L;

    /** The most rows of a statement, which takes 65,535 parameters at most. */
    private static final int ROWS = 5_000;

    private static final String COLUMNS = "position, kind, id, journal, op, version, reason, carried, visibility, at";

    private final Sql sql;
    private final LongAdder written = new LongAdder();
    private final Set<Runnable> sleepers = new CopyOnWriteArraySet<>();

    ChangeLog(Sql sql) {
        this.sql = sql;
    }

    /**
     * Writes these rows; the last thing that a transaction does before its commit. Everything else must be flushed: no
     * row lock is taken after this.
     *
     * @return the position of the last row, 0 where there is none
     */
    public long append(List<Change> changes) {
        if (changes.isEmpty()) {
            return 0;
        }
        // A statement of its own: under READ COMMITTED the next one then sees the newest row.
        sql.list("select pg_advisory_xact_lock(?)", row -> null, LOCK);
        written.add(changes.size());
        long last = 0;
        for (int from = 0; from < changes.size(); from += ROWS) {
            last = insert(changes.subList(from, Math.min(changes.size(), from + ROWS)));
        }
        return last;
    }

    /** Returns the position of the last of these rows. */
    private long insert(List<Change> changes) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder rows = new StringBuilder();
        for (Change change : changes) {
            rows.append(rows.isEmpty() ? "" : ", ").append("(?, ?::uuid, ?::uuid, ?, ?::int, ?, ?::boolean, ?)");
            parameters.add(lower(change.kind()));
            parameters.add(change.id());
            parameters.add(change.journal());
            parameters.add(lower(change.op()));
            parameters.add(change.version());
            parameters.add(change.reason());
            parameters.add(change.carried());
            parameters.add(change.isPublic() ? "public" : "editors");
        }
        List<Long> positions = sql.list(
                "insert into change (kind, id, journal, op, version, reason, carried, visibility, at)"
                        + " select v.*, t.at from (values " + rows + ") v,"
                        + " (select greatest(clock_timestamp(),"
                        + " (select at from change order by position desc limit 1)) at) t"
                        + " returning position",
                row -> row.getLong(1),
                parameters.toArray());
        return positions.stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    /** At most {@code limit} rows after this position, in order. */
    public List<Change> after(long position, int limit) {
        return sql.list(
                "select " + COLUMNS + " from change where position > ? order by position limit ?",
                ChangeLog::read,
                position,
                limit);
    }

    /**
     * Returns the changes after a position that readers can see; journal and kind narrow it where they are not null.
     */
    public List<Change> publicAfter(long position, UUID journal, Change.Kind kind, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(position));
        StringBuilder where = new StringBuilder();
        if (journal != null) {
            where.append(" and journal = ?");
            parameters.add(journal);
        }
        if (kind != null) {
            where.append(" and kind = ?");
            parameters.add(lower(kind));
        }
        parameters.add(limit);
        return sql.list(
                "select " + COLUMNS + " from change where visibility = 'public' and position > ?" + where
                        + " order by position limit ?",
                ChangeLog::read,
                parameters.toArray());
    }

    /** The newest position, 0 where the log is empty. */
    public long end() {
        return sql.first("select position from change order by position desc limit 1", row -> row.getLong(1))
                .orElse(0L);
    }

    /**
     * An instant of the database's clock before which nothing will change any more: whatever is in the log with a time
     * up to it can be read when this returns, and whatever comes later has a later time. Waits for those who are just
     * writing; in a transaction of its own, which is over then.
     */
    public Instant settled() {
        return QuarkusTransaction.requiringNew().call(() -> {
            // A statement of its own, so that the clock is read after the wait.
            sql.list("select pg_advisory_xact_lock_shared(?)", row -> null, LOCK);
            return sql.first("select clock_timestamp() at", row -> Sql.instant(row, "at"))
                    .orElseThrow();
        });
    }

    /**
     * Runs work in a transaction of its own under the lock of the log: {@code clock_timestamp()} is then no older than
     * any instant that was {@link #settled} before. Must be quick and wait for no other lock.
     */
    public <T> T inOrder(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            sql.list("select pg_advisory_xact_lock(?)", row -> null, LOCK);
            return work.get();
        });
    }

    /** Returns how many rows this node has written since its start, those that were rolled back among them. */
    long written() {
        return written.sum();
    }

    /** Wakes this node's followers after a commit. */
    public void wake() {
        sleepers.forEach(Runnable::run);
    }

    void onWake(Runnable sleeper) {
        sleepers.add(sleeper);
    }

    private static Change read(ResultSet row) throws SQLException {
        return new Change(
                row.getLong("position"),
                Change.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Sql.uuid(row, "id"),
                Sql.uuid(row, "journal"),
                Change.Op.valueOf(row.getString("op").toUpperCase(Locale.ROOT)),
                Sql.integer(row, "version"),
                row.getString("reason"),
                row.getBoolean("carried"),
                row.getString("visibility").equals("public"),
                Sql.instant(row, "at"));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
