package org.offprint.services.citations.outside;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.offprint.platform.database.sql.Sql;

/** The set of works elsewhere as a whole: how it is, and how it is emptied. */
@ApplicationScoped
public class OutsideSet {

    /**
     * The condition that references were looked up in all works that are there, where {@code s} is the row of
     * {@code outside_set}.
     */
    public static final String IS_LOOKED_UP = "not s.is_clearing and s.looking_to is null and s.looked_to >="
            + " (select coalesce(max(w.id), 0) from outside_work w)";

    /** The works that are counted; of more the number is estimated. */
    private static final int COUNTED = 10_000;

    private final Sql sql;

    OutsideSet(Sql sql) {
        this.sql = sql;
    }

    /**
     * The state of the set.
     *
     * @param works how many it holds
     * @param isEstimated whether that is an estimate
     * @param loadedAt when works came last; null where there are none, and where nobody knows any more
     * @param isLookedUp whether published references were looked up in all of them
     */
    public record State(long works, boolean isEstimated, Instant loadedAt, boolean isLookedUp) {}

    /** Returns how the set is, in one statement. */
    public State state() {
        return sql.first(
                        "select (select count(*) from (select from outside_work limit ?) held) counted,"
                                + " (select greatest(c.reltuples::bigint, t.n_live_tup, 0) from pg_class c"
                                + " left join pg_stat_all_tables t on t.relid = c.oid"
                                + " where c.oid = 'outside_work'::regclass) estimated, s.loaded_at, "
                                + IS_LOOKED_UP + " looked_up from outside_set s",
                        row -> {
                            long counted = row.getLong("counted");
                            boolean isEstimated = counted > COUNTED;
                            return new State(
                                    isEstimated ? Math.max(counted, row.getLong("estimated")) : counted,
                                    isEstimated,
                                    Sql.instant(row, "loaded_at"),
                                    row.getBoolean("looked_up"));
                        },
                        COUNTED + 1)
                .orElseThrow();
    }

    /** Reports whether an import of works is waiting or running. */
    public boolean isImporting() {
        return sql.first(
                        "select exists (select from job where kind = 'import' and status in ('queued', 'running')"
                                + " and request ->> 'into' = 'outside-works')",
                        row -> row.getBoolean(1))
                .orElseThrow();
    }

    /**
     * Empties the set within a transaction, in a time that does not depend on how many works it holds. What references
     * had found in it is not told any more from then on, and deleted in the background.
     */
    public void empty() {
        // First: whoever stores works begins with this table too, so that nobody waits with a lock that another one
        // needs.
        sql.update("truncate outside_work, outside_work_print, outside_work_former_print");
        sql.update(
                "update outside_set set emptied = emptied + 1, is_clearing = true, looking_to = null, article = null,"
                        + " loaded_at = null");
    }
}
