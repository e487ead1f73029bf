package org.offprint.platform.jobs;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Runs the scheduled work of the service. During shutdown, work in progress is completed, and no new work starts. */
@ApplicationScoped
public class ScheduledWork {

    private static final int ALL = 100;
    private static final int FIRST = 1;
    // Maximum time for which a shutdown waits for work in progress, in seconds.
    private static final int TIMEOUT_SECONDS = 5;

    private final Semaphore permits = new Semaphore(ALL);
    private volatile boolean stopped;

    /** Runs scheduled work unless the service is shutting down. */
    public void run(Runnable work) {
        if (!permits.tryAcquire()) {
            return;
        }
        try {
            if (!stopped) {
                work.run();
            }
        } finally {
            permits.release();
        }
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent event) throws InterruptedException {
        stopped = true;
        permits.tryAcquire(ALL, TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
}
