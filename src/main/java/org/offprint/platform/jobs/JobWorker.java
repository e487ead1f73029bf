package org.offprint.platform.jobs;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.database.sql.SqlException;

/** Thread that runs one job after another, batch by batch. */
final class JobWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JobWorker.class);

    /**
     * Poll interval for jobs that other nodes have left unfinished. The worker is woken for jobs submitted on this
     * node.
     */
    private static final long POLL_MILLIS = 5_000;

    private final UUID id = Ids.next();
    private final Jobs jobs;
    private final Node node;
    private final Map<String, JobWork> kinds;
    private final FollowerLoop loop;

    /** Claim on the job that the worker is running; null if there is none. */
    private volatile JobClaim claim;

    /**
     * Number of consecutive errors after which a job fails. A single error, for example a lack of memory, may be
     * temporary.
     */
    private static final int MAX_ERRORS = 3;

    private JobWork work;
    private int errors;

    JobWorker(String name, Jobs jobs, Node node, List<JobWork> kinds) {
        this.jobs = jobs;
        this.node = node;
        this.kinds = kinds.stream().collect(Collectors.toMap(JobWork::kind, Function.identity()));
        loop = new FollowerLoop(name, POLL_MILLIS, this::step);
        jobs.onSubmit(loop::wake);
        loop.start();
    }

    private boolean step() {
        if (claim == null && !claim()) {
            return false;
        }
        try {
            if (!work.step(claim)) {
                release();
            }
            errors = 0;
        } catch (RuntimeException e) {
            if (!SqlException.isLasting(e)) {
                throw e;
            }
            fail(e);
        } catch (Error e) {
            if (++errors < MAX_ERRORS) {
                throw e;
            }
            fail(e);
        }
        return true;
    }

    /** Marks the job as failed. A failed job that is not marked would fail again on each retry and block other jobs. */
    private void fail(Throwable failure) {
        LOG.errorf(failure, "Job %s failed", claim.job());
        jobs.end(
                claim,
                JobStatus.FAILED,
                "The job failed because of an internal error. To find the cause, search the log of the"
                        + " service for the id of the job.");
        release();
    }

    private boolean claim() {
        claim = jobs.claim(id, kinds.keySet(), node.id()).orElse(null);
        work = claim == null ? null : kinds.get(claim.kind());
        return claim != null;
    }

    private void release() {
        JobClaim done = claim;
        claim = null;
        errors = 0;
        work.release(done.job());
    }

    /**
     * Renews the worker's claim on a job, because a batch that counts or skips large parts of a file can take longer
     * than the lease.
     */
    void renew() {
        JobClaim present = claim;
        if (present != null) {
            jobs.renew(present);
        }
    }

    @Override
    public void close() {
        loop.close();
        if (claim != null) {
            work.release(claim.job());
        }
        jobs.releaseClaims(id);
    }
}
