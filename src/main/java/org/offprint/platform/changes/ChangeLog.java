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
 * Ordered and complete log of all changes to records, including deletions. Each transaction writes its log rows last,
 * under one lock, so log positions follow commit order. A follower that stores its last position therefore misses no
 * change.
 */
@ApplicationScoped
public class ChangeLog {

    /** Advisory lock for writing rows of the change log. The lock number is "offprint" in ASCII. */
    private static final long LOCK = 0x6f66667072696e74L;

    /** Maximum number of change log rows per SQL statement. A statement may have at most 65,535 parameters. */
    private static final int ROWS = 5_000;

    private static final String COLUMNS = "position, kind, id, journal, op, version, reason, carried, visibility, at";

    private final Sql sql;
    private final LongAdder written = new LongAdder();
    private final Set<Runnable> sleepers = new CopyOnWriteArraySet<>();

    ChangeLog(Sql sql) {
        this.sql = sql;
    }

    /**
     * Appends rows to the change log as the last step before a transaction is committed. The caller must flush all
     * entity changes first, because no row lock may be acquired after the log is written.
     *
     * @return log position of the last row; 0 if {@code changes} is empty
     */
    public long append(List<Change> changes) {
        if (changes.isEmpty()) {
            return 0;
        }
        // The advisory lock is acquired in its own statement. Under READ COMMITTED, the next statement then sees the
        // newest row.
        sql.list("select pg_advisory_xact_lock(?)", row -> null, LOCK);
        written.add(changes.size());
        long last = 0;
        for (int from = 0; from < changes.size(); from += ROWS) {
            last = insert(changes.subList(from, Math.min(changes.size(), from + ROWS)));
        }
        return last;
    }

    /** Inserts rows into the change log and returns the position of the last one. */
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

    /** Returns at most {@code limit} rows of the change log after the given position, in order. */
    public List<Change> after(long position, int limit) {
        return sql.list(
                "select " + COLUMNS + " from change where position > ? order by position limit ?",
                ChangeLog::read,
                position,
                limit);
    }

    /**
     * Returns public changes after a position of the change log, in order. If {@code journal} or {@code kind} is null,
     * the changes of all journals or kinds are returned.
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

    /** Returns the newest position of the change log, or 0 if the log is empty. */
    public long end() {
        return sql.first("select position from change order by position desc limit 1", row -> row.getLong(1))
                .orElse(0L);
    }

    /**
     * Returns a database clock time up to which the change log is final. All log rows with an earlier or equal time are
     * committed, and any row committed later has a later time. The method waits for current writers in a separate short
     * transaction.
     */
    public Instant settled() {
        return QuarkusTransaction.requiringNew().call(() -> {
            // The lock is acquired in a separate statement, so that the database clock is read only after the wait.
            sql.list("select pg_advisory_xact_lock_shared(?)", row -> null, LOCK);
            return sql.first("select clock_timestamp() at", row -> Sql.instant(row, "at"))
                    .orElseThrow();
        });
    }

    /**
     * Runs a task in a separate transaction under the lock of the change log. During the task, {@code
     * clock_timestamp()} is never earlier than a time that {@link #settled} has already returned. The task must be fast
     * and must not wait for other locks.
     */
    public <T> T underLock(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            sql.list("select pg_advisory_xact_lock(?)", row -> null, LOCK);
            return work.get();
        });
    }

    /**
     * Returns the number of change log rows that this node has written since it started, including rows that were
     * rolled back.
     */
    long written() {
        return written.sum();
    }

    /** Wakes the change log followers of this node after a write is committed. */
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
