package org.offprint.platform.jobs;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.security.Editor;

/**
 * Stores jobs: submits them, lets workers claim and advance them, ends and reads them.
 */
@ApplicationScoped
public class Jobs {

    /** A job whose worker is gone waits so long; one that is there renews its claim before. */
    private static final int LEASE_SECONDS = 60;

    private final Sql sql;
    private final Set<Runnable> sleepers = new CopyOnWriteArraySet<>();

    /** The work at the end of jobs, by their kind. */
    private final Map<String, Consumer<Job>> endings = new ConcurrentHashMap<>();

    Jobs(Sql sql) {
        this.sql = sql;
    }

    /**
     * Adds a job to those that are to be done. Where the answer of the database is lost, it is asked again, which adds
     * nothing if the job is there by then.
     *
     * @param request what is to be done, as JSON that its kind reads
     * @param node the node that alone can do it; null for any
     */
    public void submit(UUID id, String kind, String request, UUID node, Editor by) {
        try {
            add(id, kind, request, node, by);
        } catch (SqlException e) {
            if (SqlException.isLasting(e)) {
                throw e;
            }
            add(id, kind, request, node, by);
        }
        sleepers.forEach(Runnable::run);
    }

    private void add(UUID id, String kind, String request, UUID node, Editor by) {
        sql.update(
                "insert into job (id, kind, status, request, node, by_key, by_name, created_at)"
                        + " values (?, ?, 'queued', ?::jsonb, ?, ?, ?, clock_timestamp()) on conflict (id) do nothing",
                id,
                kind,
                request,
                node,
                by.key(),
                by.name());
    }

    /** @param sleeper is run when there is a job more */
    void onSubmit(Runnable sleeper) {
        sleepers.add(sleeper);
    }

    /** The job of this kind and id. */
    public Optional<Job> find(String kind, UUID id) {
        return sql.first("select " + Job.COLUMNS + " from job where kind = ? and id = ?", Job::read, kind, id);
    }

    /** Finds a job of a kind by what may be no id; of this key where it is not null. */
    public Optional<Job> find(String kind, String id, UUID key) {
        return Ids.isUuidShaped(id)
                ? find(kind, Ids.parse(id))
                        .filter(job -> key == null || key.equals(job.by().key()))
                : Optional.empty();
    }

    /** Counts the jobs of a kind; of this key where it is not null. */
    public long count(String kind, UUID key) {
        return sql.first(
                        "select count(*) from job where kind = ? and (?::uuid is null or by_key = ?::uuid)",
                        row -> row.getLong(1),
                        kind,
                        key,
                        key)
                .orElseThrow();
    }

    /**
     * Jobs of a kind, newest first.
     *
     * @param key whose; null for everybody's
     * @param from the id before the first of them; null for the beginning
     * @param backwards whether those before that id are wanted, nearest first
     */
    public List<Job> list(String kind, UUID key, UUID from, boolean backwards, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(kind));
        StringBuilder where = new StringBuilder();
        if (key != null) {
            where.append(" and by_key = ?");
            parameters.add(key);
        }
        if (from != null) {
            where.append(backwards ? " and id > ?" : " and id < ?");
            parameters.add(from);
        }
        parameters.add(limit);
        return sql.list(
                "select " + Job.COLUMNS + " from job where kind = ?" + where + " order by id"
                        + (backwards ? "" : " desc") + " limit ?",
                Job::read,
                parameters.toArray());
    }

    /** Returns the ids of these jobs that have not ended. */
    public List<UUID> open(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.list(
                        "select id from job where id = any(?) and status in ('queued', 'running')",
                        row -> Sql.uuid(row, "id"),
                        ids);
    }

    /**
     * Runs this in the transaction in which a job of this kind ends, however it does; a job that is only checked is one,
     * too.
     */
    public void onEnd(String kind, Consumer<Job> work) {
        endings.put(kind, work);
    }

    /** A transaction is needed where something else is done at the end of jobs. */
    private <T> T withItsEnd(Supplier<T> end) {
        return endings.isEmpty()
                ? end.get()
                : QuarkusTransaction.joiningExisting().call(end::get);
    }

    private void hasEnded(String kind, UUID id) {
        Consumer<Job> work = endings.get(kind);
        if (work != null) {
            find(kind, id).ifPresent(work);
        }
    }

    /** Ends a job that has not ended; false where it had. What is being done of it is waited for. */
    public boolean cancel(UUID id) {
        return withItsEnd(() -> {
            Optional<String> cancelled = sql.first(
                    "update job set status = 'cancelled', ended_at = clock_timestamp(), claimed_by = null,"
                            + " claimed_until = null where id = ? and status in ('queued', 'running') returning kind",
                    row -> row.getString("kind"),
                    id);
            cancelled.ifPresent(kind -> hasEnded(kind, id));
            return cancelled.isPresent();
        });
    }

    /**
     * Claims the oldest job that nobody does and that this node can do. One that this worker, which has none now, has
     * claimed before is such a job, too: the answer to that was lost.
     */
    Optional<Claim> claim(UUID worker, Collection<String> kinds, UUID node) {
        return sql.first(
                "update job set status = 'running', started_at = coalesce(started_at, clock_timestamp()),"
                        + " claimed_by = ?, claimed_until = clock_timestamp() + make_interval(secs => ?)"
                        + " where id = (select id from job where status in ('queued', 'running')"
                        + " and kind = any(?::text[]) and (node is null or node = ?)"
                        + " and (claimed_by is null or claimed_by = ? or claimed_until < clock_timestamp())"
                        + " order by id for update skip locked limit 1) returning id, kind",
                row -> new Claim(Sql.uuid(row, "id"), row.getString("kind"), worker),
                worker,
                LEASE_SECONDS,
                kinds,
                node,
                worker);
    }

    /** Forgets the job that ended longest ago, with its outcomes, if that is so many days ago. */
    void forgetOldest(int days) {
        sql.update(
                "delete from job where id = (select id from job where ended_at < clock_timestamp() - make_interval(days => ?)"
                        + " order by ended_at for update skip locked limit 1)",
                days);
    }

    /** Keeps a claim for another while; where its worker is in the middle of a batch, that does so itself. */
    void renew(Claim claim) {
        sql.update(
                "update job set claimed_until = clock_timestamp() + make_interval(secs => ?) where id ="
                        + " (select id from job where status = 'running' and id = ? and claimed_by = ?"
                        + " for no key update skip locked)",
                LEASE_SECONDS,
                claim.job(),
                claim.worker());
    }

    /** Watches whether a claim holds, without a lock. */
    public ClaimWatch watch(Claim claim) {
        return new ClaimWatch(() -> sql.first(
                        "select id from job where id = ? and claimed_by = ? and status = 'running'",
                        row -> Sql.uuid(row, "id"),
                        claim.job(),
                        claim.worker())
                .isPresent());
    }

    /** Releases the claims of a worker. */
    void giveBack(UUID worker) {
        sql.update("update job set claimed_by = null, claimed_until = null where claimed_by = ?", worker);
    }

    /** Releases the claims of workers of this node that ended without doing so. */
    void giveBackOf(UUID node) {
        sql.update("update job set claimed_by = null, claimed_until = null where node = ?", node);
    }

    /** Locks a job until the transaction ends; empty where it was cancelled or another worker has it by now. */
    public Optional<Job> hold(Claim claim) {
        return sql.first(
                "select " + Job.COLUMNS + " from job where id = ? and claimed_by = ? and status = 'running'"
                        + " for no key update",
                Job::read,
                claim.job(),
                claim.worker());
    }

    /**
     * Moves a job that is held on.
     *
     * @param place how far it is now, as JSON that its kind reads
     * @param done what became of the records since the place before
     * @param share how much of all is done now, from 0 to 1
     */
    public void advance(Claim claim, String place, Tally done, double share) {
        sql.update(
                "update job set place = ?::jsonb, processed = processed + ?, created = created + ?,"
                        + " updated = updated + ?, unchanged = unchanged + ?, failed = failed + ?, done_share = ?,"
                        + " claimed_until = clock_timestamp() + make_interval(secs => ?) where id = ?",
                place,
                done.processed(),
                done.created(),
                done.updated(),
                done.unchanged(),
                done.failed(),
                share,
                LEASE_SECONDS,
                claim.job());
    }

    /** Stores the number of records, once it is known. */
    public void count(Claim claim, long total) {
        sql.update("update job set total = ? where id = ? and claimed_by = ?", total, claim.job(), claim.worker());
    }

    /**
     * Ends a job that is held.
     *
     * @param problem why it failed; null where it did not
     */
    public void end(Claim claim, JobStatus status, String problem) {
        withItsEnd(() -> {
            int ended = sql.update(
                    "update job set status = ?, problem = ?, total = processed, done_share = 1,"
                            + " ended_at = clock_timestamp(), claimed_by = null, claimed_until = null"
                            + " where id = ? and claimed_by = ?",
                    status.name().toLowerCase(Locale.ROOT),
                    problem,
                    claim.job(),
                    claim.worker());
            if (ended > 0) {
                hasEnded(claim.kind(), claim.job());
            }
            return null;
        });
    }
}
