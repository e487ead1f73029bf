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
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.people.Rights;
import org.offprint.platform.security.CurrentRights;
import org.offprint.platform.security.Editor;

/** Job queue in the database. Callers submit, find and end jobs. Workers claim jobs and update their progress. */
@ApplicationScoped
public class Jobs {

    /**
     * Lease of a job claim, in seconds. A running worker renews its claim in time. If a worker fails, another can claim
     * the job after the lease expires.
     */
    private static final int LEASE_SECONDS = 60;

    private static final String UNAUTHORIZED =
            "The API key that started this job was revoked or has expired, or the person who started"
                    + " it lost the required rights.";

    private final Sql sql;
    private final CurrentRights rights;
    private final Set<Runnable> sleepers = new CopyOnWriteArraySet<>();

    /** Job completion callbacks, by job kind. */
    private final Map<String, Consumer<Job>> endings = new ConcurrentHashMap<>();

    Jobs(Sql sql, CurrentRights rights) {
        this.sql = sql;
        this.rights = rights;
    }

    /**
     * Submits a job. If the connection to the database is lost, the insert is repeated, which has no effect if the
     * first insert succeeded.
     *
     * @param request task of the job as JSON; the structure depends on the kind of job
     * @param node the only node that can run the job; null for any node
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

    /**
     * Registers a callback that runs when a job is submitted.
     *
     * @param sleeper wakes a worker thread
     */
    void onSubmit(Runnable sleeper) {
        sleepers.add(sleeper);
    }

    /** Returns the job with the given kind and id, or empty if there is none. */
    public Optional<Job> find(String kind, UUID id) {
        return sql.first("select " + Job.COLUMNS + " from job where kind = ? and id = ?", Job::read, kind, id);
    }

    /**
     * Returns the job with the given kind and id, or empty if there is none or the id is malformed. If {@code key} is
     * not null, the job must have been submitted with this API key.
     */
    public Optional<Job> find(String kind, String id, UUID key) {
        return Ids.isUuidShaped(id)
                ? find(kind, Ids.parse(id))
                        .filter(job -> key == null || key.equals(job.by().key()))
                : Optional.empty();
    }

    /**
     * Returns the number of jobs of a kind. If {@code key} is not null, only jobs submitted with this API key are
     * counted.
     */
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
     * Returns jobs of a kind, newest first.
     *
     * @param key API key that submitted the jobs; null for all keys
     * @param from exclusive start position: id of a job; null to start at the newest job
     * @param backwards whether to return newer jobs than {@code from}, nearest first
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

    /** Returns the ids of the given jobs that have not ended. */
    public List<UUID> open(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.list(
                        "select id from job where id = any(?) and status in ('queued', 'running')",
                        row -> Sql.uuid(row, "id"),
                        ids);
    }

    /** Returns the ids of open jobs that were submitted by the given API key or person. */
    public List<UUID> openOf(UUID author) {
        return sql.list(
                "select id from job where by_key = ? and status in ('queued', 'running')",
                row -> Sql.uuid(row, "id"),
                author);
    }

    /**
     * Registers a completion callback for jobs of a kind, which runs in the transaction in which a job ends, with any
     * final status. The callback also runs for jobs that only validate.
     */
    public void onEnd(String kind, Consumer<Job> work) {
        endings.put(kind, work);
    }

    /** Runs an operation that ends a job. If completion callbacks are registered, they run in the same transaction. */
    private <T> T withEndActions(Supplier<T> end) {
        return endings.isEmpty()
                ? end.get()
                : QuarkusTransaction.joiningExisting().call(end::get);
    }

    private void runEndAction(String kind, UUID id) {
        Consumer<Job> work = endings.get(kind);
        if (work != null) {
            find(kind, id).ifPresent(work);
        }
    }

    /** Waits for the current batch of a job and then cancels the job. Returns false if the job has already ended. */
    public boolean cancel(UUID id) {
        return withEndActions(() -> {
            Optional<String> cancelled = sql.first(
                    "update job set status = 'cancelled', ended_at = clock_timestamp(), claimed_by = null,"
                            + " claimed_until = null where id = ? and status in ('queued', 'running') returning kind",
                    row -> row.getString("kind"),
                    id);
            cancelled.ifPresent(kind -> runEndAction(kind, id));
            return cancelled.isPresent();
        });
    }

    /**
     * Fails jobs whose submitter has lost all rights. The call waits for the current batches of these jobs.
     *
     * @param ids jobs that were open when the submitter lost the rights
     * @return jobs that failed for this reason, including jobs that their worker has already ended
     */
    public List<Job> stopUnauthorized(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        for (UUID id : ids) {
            withEndActions(() -> {
                sql.first(
                                "update job set status = 'failed', problem = ?, ended_at = clock_timestamp(),"
                                        + " claimed_by = null, claimed_until = null"
                                        + " where id = ? and status in ('queued', 'running') returning kind",
                                row -> row.getString("kind"),
                                UNAUTHORIZED,
                                id)
                        .ifPresent(kind -> runEndAction(kind, id));
                return null;
            });
        }
        return sql.list(
                "select " + Job.COLUMNS
                        + " from job where id = any(?) and status = 'failed' and problem = ? order by id",
                Job::read,
                ids,
                UNAUTHORIZED);
    }

    /**
     * Waits for the current batches of all jobs submitted by an API key or person. Batches that start after this call
     * use the current rights.
     */
    public void awaitBatches(UUID author) {
        sql.list(
                "select id from job where by_key = ? and status in ('queued', 'running') order by id for no key update",
                row -> null,
                author);
    }

    /**
     * Claims the oldest unclaimed job that this node can run. If the database's response to an earlier claim was lost,
     * this call may return the job of that claim.
     */
    Optional<JobClaim> claim(UUID worker, Collection<String> kinds, UUID node) {
        return sql.first(
                "update job set status = 'running', started_at = coalesce(started_at, clock_timestamp()),"
                        + " claimed_by = ?, claimed_until = clock_timestamp() + make_interval(secs => ?)"
                        + " where id = (select id from job where status in ('queued', 'running')"
                        + " and kind = any(?::text[]) and (node is null or node = ?)"
                        + " and (claimed_by is null or claimed_by = ? or claimed_until < clock_timestamp())"
                        + " order by id for update skip locked limit 1) returning id, kind",
                row -> new JobClaim(Sql.uuid(row, "id"), row.getString("kind"), worker),
                worker,
                LEASE_SECONDS,
                kinds,
                node,
                worker);
    }

    /** Deletes the job that ended first, with its outcomes, if it ended more than {@code days} days ago. */
    void deleteOldest(int days) {
        sql.update(
                "delete from job where id = (select id from job where ended_at < clock_timestamp() -"
                        + " make_interval(days => ?) order by ended_at for update skip locked limit 1)",
                days);
    }

    /**
     * Renews the claim on a job. A job that its worker has locked for a batch is skipped, because {@link #advance}
     * renews its claim.
     */
    void renew(JobClaim claim) {
        sql.update(
                "update job set claimed_until = clock_timestamp() + make_interval(secs => ?) where id ="
                        + " (select id from job where status = 'running' and id = ? and claimed_by = ?"
                        + " for no key update skip locked)",
                LEASE_SECONDS,
                claim.job(),
                claim.worker());
    }

    /** Returns a watch that checks, without locking the job, whether a job claim is still valid. */
    public ClaimWatch watch(JobClaim claim) {
        return new ClaimWatch(() -> sql.first(
                        "select id from job where id = ? and claimed_by = ? and status = 'running'",
                        row -> Sql.uuid(row, "id"),
                        claim.job(),
                        claim.worker())
                .isPresent());
    }

    /** Releases all job claims of a worker. */
    void releaseClaims(UUID worker) {
        sql.update("update job set claimed_by = null, claimed_until = null where claimed_by = ?", worker);
    }

    /**
     * Releases the claims on jobs that only the given node can run. Claims remain if the node's workers ended without
     * releasing them.
     */
    void releaseClaimsOfNode(UUID node) {
        sql.update("update job set claimed_by = null, claimed_until = null where node = ?", node);
    }

    /**
     * Locks a job until the transaction ends. If the rights of the job's submitter are no longer sufficient, the
     * job fails.
     *
     * @param suffices whether a submitter with the given rights may run the job
     * @return locked job; empty if the job has failed, was cancelled or is claimed by another worker
     */
    public Optional<LockedJob> lock(JobClaim claim, Predicate<Rights> suffices) {
        Optional<Job> job = sql.first(
                "select " + Job.COLUMNS + " from job where id = ? and claimed_by = ? and status = 'running'"
                        + " for no key update",
                Job::read,
                claim.job(),
                claim.worker());
        // Read the submitter's rights in a separate SQL statement after the job is locked. The statement also returns
        // changes to the rights that were committed during the wait for the lock.
        Optional<LockedJob> locked =
                job.map(each -> new LockedJob(each, rights.of(each.by().key())));
        if (locked.isPresent() && !suffices.test(locked.get().rights())) {
            end(claim, JobStatus.FAILED, UNAUTHORIZED);
            return Optional.empty();
        }
        return locked;
    }

    /**
     * Stores the progress of a locked job.
     *
     * @param place new progress as JSON; the structure depends on the kind of job
     * @param done outcomes of the records that were processed since progress was last stored
     * @param share completed fraction of the work, from 0 to 1
     */
    public void advance(JobClaim claim, String place, OutcomeCounts done, double share) {
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

    /** Stores the total number of records of a job. */
    public void count(JobClaim claim, long total) {
        sql.update("update job set total = ? where id = ? and claimed_by = ?", total, claim.job(), claim.worker());
    }

    /**
     * Ends a locked job.
     *
     * @param status final status of the job
     * @param problem reason for the failure; null if the job has not failed
     */
    public void end(JobClaim claim, JobStatus status, String problem) {
        withEndActions(() -> {
            int ended = sql.update(
                    "update job set status = ?, problem = ?, total = processed, done_share = 1,"
                            + " ended_at = clock_timestamp(), claimed_by = null, claimed_until = null"
                            + " where id = ? and claimed_by = ?",
                    status.name().toLowerCase(Locale.ROOT),
                    problem,
                    claim.job(),
                    claim.worker());
            if (ended > 0) {
                runEndAction(claim.kind(), claim.job());
            }
            return null;
        });
    }
}
