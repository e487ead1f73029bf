package org.offprint.platform.changes;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.Sql.RowReader;

/**
 * Progress of a change log follower, stored in its row of the table {@code follower}. The row is also a lock, so that
 * one node works at a time. A follower either claims the row in the transaction of its work, or works without a lock. A
 * follower without a lock compares the progress under the lock before it stores the result.
 *
 * @param <P> progress of the follower, which contains at least the position up to which the log is processed
 */
public final class FollowerProgress<P> {

    private final Sql sql;
    private final String name;
    private final String query;
    private final String rows;
    private final RowReader<P> reader;

    /**
     * Creates a progress that is read with a custom query.
     *
     * @param query selects one row with the progress
     * @param rows aliases of the rows in the query to lock
     */
    public FollowerProgress(Sql sql, String name, String query, String rows, RowReader<P> reader) {
        this.sql = sql;
        this.name = name;
        this.query = query;
        this.rows = rows;
        this.reader = reader;
    }

    /** Returns a progress that is stored in columns of the follower's row. */
    public static <P> FollowerProgress<P> of(Sql sql, String name, String columns, RowReader<P> reader) {
        return new FollowerProgress<>(
                sql, name, "select " + columns + " from follower f where f.name = '" + name + "'", "f", reader);
    }

    /** Returns a progress that consists of a log position. */
    public static FollowerProgress<Long> ofPosition(Sql sql, String name) {
        return of(sql, name, "f.position", row -> row.getLong(1));
    }

    /** Returns the progress without a lock, or empty if no progress was ever stored. */
    public Optional<P> read() {
        return sql.first(query, reader);
    }

    /**
     * Returns the progress without a lock. If the store was restored from an old backup, the progress starts at the
     * first change.
     */
    public P readOrBegin() {
        return read().orElseGet(() -> {
            sql.update("insert into follower (name, position) values (?, 0) on conflict do nothing", name);
            return read().orElseThrow();
        });
    }

    /**
     * Locks the progress until the end of the transaction and returns it. Returns empty if another node has the lock.
     */
    public Optional<P> claim() {
        return sql.first(query + " for update of " + rows + " skip locked", reader);
    }

    /**
     * Locks the progress and returns it, like {@link #claim}. If the store was restored from an old backup, the
     * progress starts at the end of the log. In this case, the call returns empty and stores the progress for the next
     * call.
     */
    public Optional<P> claimOrBeginAtEnd() {
        Optional<P> claimed = claim();
        if (claimed.isEmpty()) {
            sql.update(
                    "insert into follower (name, position) select ?, coalesce(max(position), 0) from change"
                            + " where not exists (select from follower where name = ?) on conflict do nothing",
                    name,
                    name);
        }
        return claimed;
    }

    /**
     * Stores a result if no node has changed the progress since it was read. Otherwise, returns null. Locks the
     * progress.
     */
    public <T> T storeIfUnchanged(P progress, Supplier<T> storing) {
        return storeIf(Object::equals, progress, storing);
    }

    /**
     * Stores a result if the stored progress is still compatible with the progress that was read. Otherwise, returns
     * null. Locks the progress.
     *
     * @param fits compares the progress that was read with the stored progress
     */
    public <T> T storeIf(BiPredicate<P, P> fits, P progress, Supplier<T> storing) {
        boolean isStill = sql.first(query + " for update of " + rows, reader)
                .filter(stored -> fits.test(progress, stored))
                .isPresent();
        return isStill ? storing.get() : null;
    }

    /** Stores the position up to which the log is processed. The caller must have the lock. */
    public void moveTo(long position) {
        sql.update("update follower set position = ? where name = ?", position, name);
    }
}
