package org.offprint.jobs;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.offprint.changes.FollowerLoop;
import org.offprint.database.sql.SqlException;
import org.offprint.identifiers.Ids;

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

    /** What it does now; null for nothing. */
    private volatile Claim claim;

    private JobWork work;

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
        } catch (RuntimeException e) {
            if (!SqlException.isLasting(e)) {
                throw e;
            }
            // It would fail again and again, and keep other jobs from being done.
            LOG.errorf(e, "Job %s cannot be done", claim.job());
            jobs.end(
                    claim, JobStatus.FAILED, "The fault is the service's own; its log has it under the id of the job.");
            release();
        }
        return true;
    }

    private boolean claim() {
        claim = jobs.claim(id, kinds.keySet(), node.id()).orElse(null);
        if (claim != null) {
            String kind = jobs.kind(claim.job());
            work = kinds.get(kind);
        }
        return claim != null;
    }

    private void release() {
        Claim done = claim;
        claim = null;
        work.release(done.job());
    }

    /** Says that it is still there: to count or to pass over much of a file can take longer than a claim holds. */
    void renew() {
        if (claim != null) {
            jobs.renew(id);
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
