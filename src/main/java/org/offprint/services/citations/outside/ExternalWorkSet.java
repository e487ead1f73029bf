package org.offprint.services.citations.outside;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.offprint.platform.database.sql.Sql;

/** Reads the state of the imported set of external works, and empties it. */
@ApplicationScoped
public class ExternalWorkSet {

    /**
     * SQL condition that is true if references have been looked up in all works of the set. The alias {@code s} refers
     * to the row of the {@code outside_set} table.
     */
    public static final String IS_LOOKED_UP = "not s.is_clearing and s.looking_to is null and s.looked_to >="
            + " (select coalesce(max(w.id), 0) from outside_work w)";

    /**
     * Maximum number of external works that are counted exactly. If there are more works, their number is estimated.
     */
    private static final int MAX_COUNTED = 10_000;

    private final Sql sql;

    ExternalWorkSet(Sql sql) {
        this.sql = sql;
    }

    /**
     * State of the imported set of external works.
     *
     * @param works number of works
     * @param isEstimated whether the number of works is an estimate
     * @param loadedAt time of the last import; null if the set is empty or the time is unknown
     * @param isLookedUp whether published references were looked up in all works
     */
    public record State(long works, boolean isEstimated, Instant loadedAt, boolean isLookedUp) {}

    /** Returns the state of the set of external works, in one SQL statement. */
    public State state() {
        return sql.first(
                        "select (select count(*) from (select from outside_work limit ?) held) counted,"
                                + " (select greatest(c.reltuples::bigint, t.n_live_tup, 0) from pg_class c"
                                + " left join pg_stat_all_tables t on t.relid = c.oid"
                                + " where c.oid = 'outside_work'::regclass) estimated, s.loaded_at, "
                                + IS_LOOKED_UP + " looked_up from outside_set s",
                        row -> {
                            long counted = row.getLong("counted");
                            boolean isEstimated = counted > MAX_COUNTED;
                            return new State(
                                    isEstimated ? Math.max(counted, row.getLong("estimated")) : counted,
                                    isEstimated,
                                    Sql.instant(row, "loaded_at"),
                                    row.getBoolean("looked_up"));
                        },
                        MAX_COUNTED + 1)
                .orElseThrow();
    }

    /** Returns whether an import of external works is queued or running. */
    public boolean isImporting() {
        return sql.first(
                        "select exists (select from job where kind = 'import' and status in ('queued', 'running')"
                                + " and request ->> 'into' = 'outside-works')",
                        row -> row.getBoolean(1))
                .orElseThrow();
    }

    /**
     * Empties the set of external works within the current transaction, in a time that does not depend on the size of
     * the set. Lookup results from the set are hidden immediately and deleted in the background.
     */
    public void empty() {
        // Truncate the tables of external works before any other statement. Transactions that store works also lock
        // these tables first, so no deadlock can occur.
        sql.update("truncate outside_work, outside_work_print, outside_work_former_print");
        sql.update(
                "update outside_set set emptied = emptied + 1, is_clearing = true, looking_to = null, article = null,"
                        + " loaded_at = null");
    }
}
