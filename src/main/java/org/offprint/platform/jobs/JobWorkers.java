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
 * The threads of this node that do jobs. There are two, so that a long job lets a short one pass; each goes on with a
 * job until that ends.
 */
@ApplicationScoped
class JobWorkers {

    private static final int WORKERS = 2;
    private static final int KEPT_DAYS = 90;

    private final Jobs jobs;
    private final Node node;
    private final TimedWork timed;
    private final List<JobWork> kinds;
    private final List<JobWorker> workers = new ArrayList<>();

    JobWorkers(Jobs jobs, Node node, TimedWork timed, Instance<JobWork> kinds) {
        this.jobs = jobs;
        this.node = node;
        this.timed = timed;
        this.kinds = kinds.stream().toList();
    }

    void start(@Observes StartupEvent event) {
        // One process has the data directory, so what is claimed for it was claimed by one that is gone.
        jobs.giveBackOf(node.id());
        for (int i = 1; i <= WORKERS; i++) {
            workers.add(new JobWorker("jobs-" + i, jobs, node, kinds));
        }
    }

    /** One a minute: a job may have millions of outcomes. */
    @Scheduled(every = "60s", delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOldest() {
        timed.run(() -> jobs.forgetOldest(KEPT_DAYS));
    }

    @Scheduled(every = "20s", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void renewClaims() {
        timed.run(() -> workers.forEach(JobWorker::renew));
    }

    /** Stops before the data source is closed. What a batch is in the middle of is done first. */
    void stop(@Observes ShutdownEvent event) {
        workers.forEach(JobWorker::close);
    }
}
