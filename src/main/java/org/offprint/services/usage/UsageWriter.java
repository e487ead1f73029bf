package org.offprint.services.usage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.jobs.ScheduledWork;
import org.offprint.services.usage.UsageEvents.StoreResult;

/**
 * Writes the recorded views of this node every two seconds, or earlier if the buffer is half full. If the process is
 * killed, views from at most two seconds are lost. For each open view, the first click then counts instead of the last
 * one. Views remain in the buffer while the database is unavailable.
 */
@ApplicationScoped
class UsageWriter {

    private static final Logger LOG = Logger.getLogger(UsageWriter.class);

    private final ScheduledWork timed;
    private final RecordedViews views;
    private final UsageEvents events;
    private final Counter stored;
    private final Counter doubleClicks;
    private final Counter robots;
    private final Counter dropped;
    private final AtomicBoolean isCalled = new AtomicBoolean();

    /** Batch that was drained but not written yet; null if there is none. */
    private UsageBatch waiting;

    private long lost;

    UsageWriter(ScheduledWork timed, UsageRecorder usage, UsageEvents events, Vertx vertx, MeterRegistry registry) {
        this.timed = timed;
        views = usage.views();
        this.events = events;
        stored = counter("stored", registry);
        doubleClicks = counter("double-click", registry);
        robots = counter("robot", registry);
        dropped = counter("dropped", registry);
        views.whenHalfFull(() -> writeSoon(vertx));
    }

    private static Counter counter(String result, MeterRegistry registry) {
        return Counter.builder("offprint.usage.events")
                .description("Number of views of pages and files, by result")
                .tag("result", result)
                .register(registry);
    }

    /** Writes the recorded views on another thread, unless such a call is already pending. */
    private void writeSoon(Vertx vertx) {
        if (isCalled.compareAndSet(false, true)) {
            vertx.executeBlocking(
                    () -> {
                        isCalled.set(false);
                        writeNow();
                        return null;
                    },
                    false);
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void writeNow() {
        timed.run(() -> write(UsageBatch.micros(Instant.now())));
    }

    /** Closes all open views of this node, and writes all recorded views. */
    void write() {
        write(Long.MAX_VALUE);
    }

    /**
     * Writes the recorded views of this node.
     *
     * @param now time in microseconds since 1970-01-01 UTC; views that are still open at this time remain open for
     *     repetitions
     */
    private synchronized void write(long now) {
        long full = views.takeDropped();
        lost += full;
        dropped.increment(full);
        try {
            if (waiting != null) {
                writeWaiting();
            }
            do {
                waiting = events.batch();
                views.drain(waiting, now);
                writeWaiting();
            } while (views.isHalfFull());
            if (lost > 0) {
                events.recordLost(LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC), lost);
                LOG.warnf("%d views were not counted because the buffer was full", lost);
                lost = 0;
            }
        } catch (SqlException e) {
            LOG.warnf("Usage events could not be written and will be retried: %s", e.getMessage());
        }
    }

    private void writeWaiting() {
        StoreResult outcome = events.store(waiting);
        stored.increment(outcome.stored());
        doubleClicks.increment(outcome.doubleClicks());
        robots.increment(outcome.robots());
        waiting = null;
    }

    /** Writes the remaining views before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        write();
    }
}
