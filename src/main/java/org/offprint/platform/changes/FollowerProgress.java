package org.offprint.platform.changes;

import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.Sql.RowReader;

/**
 * Progress of a change log follower, stored in the follower's row of the table {@code follower}. A lock on the row
 * ensures that only one node at a time stores results of the follower. A follower can lock the row during its whole
 * transaction. Alternatively, a follower works without the lock, and checks under the lock that the progress is
 * unchanged before it stores a result.
 *
 * @param <P> type of the progress, which contains at least the position up to which the log is processed
 */
public final class FollowerProgress<P> {

    private final Sql sql;
    private final String name;
    private final String query;
    private final String rows;
    private final RowReader<P> reader;

    /**
     * Creates the progress of a follower with a custom query.
     *
     * @param query SQL query that selects the progress as one row
     * @param rows aliases of the tables in {@code query} whose rows are locked
     */
    public FollowerProgress(Sql sql, String name, String query, String rows, RowReader<P> reader) {
        this.sql = sql;
        this.name = name;
        this.query = query;
        this.rows = rows;
        this.reader = reader;
    }

    /** Returns the progress of a follower, which is stored in columns of the follower's row. */
    public static <P> FollowerProgress<P> of(Sql sql, String name, String columns, RowReader<P> reader) {
        return new FollowerProgress<>(
                sql, name, "select " + columns + " from follower f where f.name = '" + name + "'", "f", reader);
    }

    /** Returns the progress of a follower that stores only its position in the change log. */
    public static FollowerProgress<Long> ofPosition(Sql sql, String name) {
        return of(sql, name, "f.position", row -> row.getLong(1));
    }

    /** Reads the follower's progress without locking it. Returns empty if no progress was ever stored. */
    public Optional<P> read() {
        return sql.first(query, reader);
    }

    /**
     * Reads the follower's progress without locking it. If no progress is stored, for example after restoring an old
     * backup, the follower starts at the first change of the log.
     */
    public P readOrBegin() {
        return read().orElseGet(() -> {
            sql.update("insert into follower (name, position) values (?, 0) on conflict do nothing", name);
            return read().orElseThrow();
        });
    }

    /**
     * Locks the follower's progress until the end of the transaction and returns it. Returns empty if another node has
     * the lock.
     */
    public Optional<P> claim() {
        return sql.first(query + " for update of " + rows + " skip locked", reader);
    }

    /**
     * Locks and returns the follower's progress, like {@link #claim}. If no progress is stored, for example after
     * restoring an old backup, sets it to the end of the change log and returns empty.
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
     * Stores a result if no node has changed the follower's progress since it was read. Returns null if the result was
     * not stored. The follower's progress is locked during this call.
     */
    public <T> T storeIfUnchanged(P progress, Supplier<T> storing) {
        return storeIf(Object::equals, progress, storing);
    }

    /**
     * Stores a result if the stored progress of the follower is still compatible with {@code progress}. Returns null if
     * the result was not stored. The follower's progress is locked during this call.
     *
     * @param fits compares the progress that was read with the stored progress
     */
    public <T> T storeIf(BiPredicate<P, P> fits, P progress, Supplier<T> storing) {
        boolean isStill = sql.first(query + " for update of " + rows, reader)
                .filter(stored -> fits.test(progress, stored))
                .isPresent();
        return isStill ? storing.get() : null;
    }

    /**
     * Stores the position up to which the follower has processed the change log. The caller must have locked the
     * follower's row.
     */
    public void moveTo(long position) {
        sql.update("update follower set position = ? where name = ?", position, name);
    }
}
