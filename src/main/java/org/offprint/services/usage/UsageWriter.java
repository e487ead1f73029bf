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
import org.offprint.platform.jobs.TimedWork;
import org.offprint.services.usage.UsageEvents.Stored;

/**
 * Writes what this node has noted every two seconds, so that a kill loses no more than that and last clicks of views that
 * are open, in whose place the first ones count; and sooner when half of the places are taken. While the database does not
 * answer, views wait, as many as there is room for.
 */
@ApplicationScoped
class UsageWriter {

    private static final Logger LOG = Logger.getLogger(UsageWriter.class);

    private final TimedWork timed;
    private final NotedViews views;
    private final UsageEvents events;
    private final Counter stored;
    private final Counter doubleClicks;
    private final Counter robots;
    private final Counter dropped;
    private final AtomicBoolean isCalled = new AtomicBoolean();

    /** Taken, and not written yet; null for none. */
    private UsageBatch waiting;

    private long lost;

    UsageWriter(TimedWork timed, Usage usage, UsageEvents events, Vertx vertx, MeterRegistry registry) {
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
                .description("Pages and files that were sent, by whether they are counted")
                .tag("result", result)
                .register(registry);
    }

    /** Writes on another thread; one call waits at most. */
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

    /** Writes all that this node has noted, and closes all views. */
    void write() {
        write(Long.MAX_VALUE);
    }

    /** @param now in microseconds since 1970; views that are open then may be noted again */
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
                events.noteLost(LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC), lost);
                LOG.warnf("%d views were not counted because there was no room for them", lost);
                lost = 0;
            }
        } catch (SqlException e) {
            LOG.warnf("Usage is written later: %s", e.getMessage());
        }
    }

    private void writeWaiting() {
        Stored outcome = events.store(waiting);
        stored.increment(outcome.stored());
        doubleClicks.increment(outcome.doubleClicks());
        robots.increment(outcome.robots());
        waiting = null;
    }

    /** Before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        write();
    }
}
