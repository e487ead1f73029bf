package org.offprint.platform.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.database.sql.Sql;

/** Reads the audit trail, verifies its hash chain, and deletes rows older than the configured retention period. */
@ApplicationScoped
public class AuditTrail {

    private static final Logger LOG = Logger.getLogger(AuditTrail.class);
    private static final int AT_ONCE = 1_000;

    private final Sql sql;
    private final int days;

    AuditTrail(Sql sql, @ConfigProperty(name = "offprint.audit.kept-days") int days) {
        this.sql = sql;
        this.days = days;
    }

    /** Audit entry with the names of its actor and object. A name is null if it is unknown. */
    public record NamedEntry(AuditEntry entry, String actorName, String objectName) {}

    /**
     * Filter for rows of the audit trail. Null members match all rows.
     *
     * @param actor id of an actor, or an actor kind such as {@code service}
     * @param action complete action such as {@code api-key.created}, or an object kind to match all actions on such
     *     objects
     * @param since earliest time of the action, inclusive
     * @param until latest time of the action, inclusive
     */
    public record Filter(String actor, String action, String object, Instant since, Instant until) {

        private String where(List<Object> parameters) {
            StringBuilder where = new StringBuilder(" where true");
            if (actor != null) {
                where.append(Ids.isUuidShaped(actor) ? " and a.actor = ?" : " and a.actor_kind = ?");
                parameters.add(actor.toLowerCase(Locale.ROOT));
            }
            if (action != null) {
                where.append(action.indexOf('.') < 0 ? " and split_part(a.action, '.', 1) = ?" : " and a.action = ?");
                parameters.add(action);
            }
            if (object != null) {
                where.append(" and a.object = ?");
                parameters.add(object);
            }
            if (since != null) {
                where.append(" and a.at >= ?");
                parameters.add(since);
            }
            if (until != null) {
                where.append(" and a.at <= ?");
                parameters.add(until);
            }
            return where.toString();
        }
    }

    /** Returns the number of audit rows that match the filter. */
    public long count(Filter filter) {
        List<Object> parameters = new ArrayList<>();
        String where = filter.where(parameters);
        return sql.first("select count(*) from audit a" + where, row -> row.getLong(1), parameters.toArray())
                .orElseThrow();
    }

    /**
     * Returns a page of the audit rows that match the filter, newest first, or oldest first if {@code backwards}.
     *
     * @param from exclusive start position; null to start at the end of the trail
     * @param backwards whether the page contains newer rows than {@code from} instead of older rows
     */
    public List<NamedEntry> list(Filter filter, Long from, boolean backwards, int limit) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder where = new StringBuilder(filter.where(parameters));
        if (from != null) {
            where.append(backwards ? " and a.position > ?" : " and a.position < ?");
            parameters.add(from);
        }
        parameters.add(limit);
        return sql.list(
                "select a.*, n.name actor_name, o.name object_name from audit a"
                        + " left join audit_name n on n.kind = a.actor_kind and n.id = a.actor"
                        + " left join audit_name o on o.kind = a.object_kind and o.id = a.object" + where
                        + " order by a.position" + (backwards ? "" : " desc") + " limit ?",
                row -> new NamedEntry(AuditEntry.read(row), row.getString("actor_name"), row.getString("object_name")),
                parameters.toArray());
    }

    /**
     * Result of a verification of the audit trail.
     *
     * @param rows number of verified rows
     * @param first position of the first verified row; 0 if no row was verified
     * @param last position of the last valid row, or the position before the first verified row
     * @param hash hash of the row at {@code last}
     * @param broken position at which the hash chain is broken; null if the chain is valid
     * @param more whether the trail has more rows to verify
     */
    public record Check(long rows, long first, long last, byte[] hash, Long broken, boolean more) {}

    /**
     * Verifies the hash chain of the audit trail. No row may be missing, and each row's hash must match the hash
     * computed from the previous row.
     *
     * @param after position of the row before the first row to verify; null to start at the oldest row
     * @param most maximum number of rows to verify; the rows are read in pages
     */
    public Optional<Check> check(Long after, long most) {
        Optional<ChainLink> begin = after == null ? start() : link(after);
        return begin.map(link -> check(link, most));
    }

    private record ChainLink(long position, byte[] hash) {}

    private Optional<ChainLink> start() {
        return sql.first(
                "select position, hash from audit_start",
                row -> new ChainLink(row.getLong("position"), row.getBytes("hash")));
    }

    private Optional<ChainLink> link(long position) {
        return sql.first(
                "select position, hash from audit where position = ?"
                        + " union all select position, hash from audit_start where position = ?",
                row -> new ChainLink(row.getLong("position"), row.getBytes("hash")),
                position,
                position);
    }

    private Check check(ChainLink begin, long most) {
        long position = begin.position();
        byte[] hash = begin.hash();
        long rows = 0;
        while (rows < most) {
            int asked = (int) Math.min(AT_ONCE, most - rows);
            List<AuditEntry> page = after(position, asked);
            for (AuditEntry entry : page) {
                rows++;
                if (entry.position() != position + 1 || !Arrays.equals(entry.hash(), entry.hashAfter(hash))) {
                    return new Check(rows, begin.position() + 1, position, hash, position + 1, false);
                }
                position = entry.position();
                hash = entry.hash();
            }
            if (page.size() < asked) {
                break;
            }
        }
        boolean more = !after(position, 1).isEmpty();
        return new Check(rows, rows == 0 ? 0 : begin.position() + 1, position, hash, null, more);
    }

    private List<AuditEntry> after(long position, int limit) {
        return sql.list(
                "select " + AuditEntry.COLUMNS + " from audit where position > ? order by position limit ?",
                AuditEntry::read,
                position,
                limit);
    }

    /**
     * Returns the hash of the audit row at {@code position}, or empty if it is unknown. The hash of the most recently
     * deleted row is still known.
     */
    public Optional<byte[]> hashOf(long position) {
        return link(position).map(ChainLink::hash);
    }

    // Any node may delete old audit rows, and repeated deletions are harmless.
    @Scheduled(every = "1h", delayed = "14m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void shortenOld() {
        shorten(Instant.now());
    }

    /**
     * Deletes audit rows older than the retention period, in whole days (UTC), oldest first. Also deletes names to
     * which no remaining row refers. Stores the hash of the last deleted row, from which the hash chain continues.
     *
     * @param now current time
     * @return number of deleted rows
     */
    public long shorten(Instant now) {
        if (days == 0) {
            return 0;
        }
        Instant cutoff = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days));
        long gone = 0;
        for (long day = shortenDay(cutoff); day > 0; day = shortenDay(cutoff)) {
            gone += day;
        }
        if (gone > 0) {
            sql.update("delete from audit_name n where not erased"
                    + " and not exists (select from audit a where a.actor = n.id and a.actor_kind = n.kind)"
                    + " and not exists (select from audit a where a.object = n.id and a.object_kind = n.kind)");
            LOG.infof("The audit trail now begins at %s. %d older rows were deleted.", cutoff, gone);
        }
        return gone;
    }

    private long shortenDay(Instant cutoff) {
        return QuarkusTransaction.requiringNew().call(() -> shortenDayWithin(cutoff));
    }

    /** Deletes the audit rows of the oldest day, within the current transaction. */
    long shortenDayWithin(Instant cutoff) {
        sql.list("select pg_advisory_xact_lock(?)", row -> null, Audit.LOCK);
        Optional<Instant> oldest =
                sql.first("select at from audit order by position limit 1", row -> Sql.instant(row, "at"));
        if (oldest.isEmpty() || !oldest.get().isBefore(cutoff)) {
            return 0;
        }
        Instant end = oldest.get().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        ChainLink last = sql.first(
                        "select position, hash from audit where at < ? order by position desc limit 1",
                        row -> new ChainLink(row.getLong("position"), row.getBytes("hash")),
                        end)
                .orElseThrow();
        sql.list("select set_config('offprint.audit', 'shorten', true)", row -> null);
        sql.update("update audit_start set position = ?, hash = ?", last.position(), last.hash());
        return sql.update("delete from audit where position <= ?", last.position());
    }
}
