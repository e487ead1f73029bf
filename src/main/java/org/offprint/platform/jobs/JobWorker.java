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

/** A thread that does one job after another, batch by batch. */
final class JobWorker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JobWorker.class);

    /** Jobs of this node wake it; what another node has left can wait so long. */
    private static final long POLL_MILLIS = 5_000;

    private final UUID id = Ids.next();
    private final Jobs jobs;
    private final Node node;
    private final Map<String, JobWork> kinds;
    private final FollowerLoop loop;

    /** The job being worked on; null for none. */
    private volatile Claim claim;

    /** An error such as the want of memory may pass; a job that brings it about again and again is at fault itself. */
    private static final int MOST_ERRORS = 3;

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
            if (++errors < MOST_ERRORS) {
                throw e;
            }
            fail(e);
        }
        return true;
    }

    /** Ends the job: it would fail again and again, and keep other jobs from being done. */
    private void fail(Throwable failure) {
        LOG.errorf(failure, "Job %s cannot be done", claim.job());
        jobs.end(claim, JobStatus.FAILED, "The fault is the service's own; its log has it under the id of the job.");
        release();
    }

    private boolean claim() {
        claim = jobs.claim(id, kinds.keySet(), node.id()).orElse(null);
        work = claim == null ? null : kinds.get(claim.kind());
        return claim != null;
    }

    private void release() {
        Claim done = claim;
        claim = null;
        errors = 0;
        work.release(done.job());
    }

    /** Renews the claim: to count or to pass over much of a file can take longer than a claim holds. */
    void renew() {
        Claim present = claim;
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
        jobs.giveBack(id);
    }
}
