package org.offprint.platform.jobs;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;

/**
 * Worker threads of this node that run jobs. Each node has two workers, so that a long job does not block a short one.
 * A worker runs a job to its end.
 */
@ApplicationScoped
class JobWorkers {

    private static final int WORKERS = 2;
    private static final int RETENTION_DAYS = 90;

    private final Jobs jobs;
    private final Node node;
    private final ScheduledWork timed;
    private final List<JobWork> kinds;
    private final List<JobWorker> workers = new ArrayList<>();

    JobWorkers(Jobs jobs, Node node, ScheduledWork timed, Instance<JobWork> kinds) {
        this.jobs = jobs;
        this.node = node;
        this.timed = timed;
        this.kinds = kinds.stream().toList();
    }

    void start(@Observes StartupEvent event) {
        // Only one process uses the data directory, so existing job claims of this node belong to a process that has
        // ended.
        jobs.releaseClaimsOfNode(node.id());
        for (int i = 1; i <= WORKERS; i++) {
            workers.add(new JobWorker("jobs-" + i, jobs, node, kinds));
        }
    }

    /** Only one expired job is deleted per minute, because its outcomes may be millions of rows. */
    @Scheduled(every = "60s", delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void deleteOldest() {
        timed.run(() -> jobs.deleteOldest(RETENTION_DAYS));
    }

    @Scheduled(every = "20s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void renewClaims() {
        timed.run(() -> workers.forEach(JobWorker::renew));
    }

    /** Stops the workers after their current batches and before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        workers.forEach(JobWorker::close);
    }
}
