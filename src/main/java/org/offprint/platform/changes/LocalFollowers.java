package org.offprint.platform.changes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.offprint.platform.database.sql.ReplicaReads;

/**
 * Follows the change log for what this process keeps in memory, from the log's end at its start. One thread reads the
 * log for all of them, and a write waits here until it was seen, so that people read what they wrote.
 */
@Startup
@ApplicationScoped
public class LocalFollowers {

    private static final int BATCH = 1_000;
    /** The longest time that memory may answer without a look at the log. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final ChangeLog log;
    private final List<Consumer<List<Change>>> listeners = new CopyOnWriteArrayList<>();
    private final FollowerProgress progress = new FollowerProgress();
    private final FollowerLoop loop;
    private volatile long reachedEndNanos;

    LocalFollowers(ChangeLog log, AwaitedFollowers awaited, ReplicaReads reads) {
        this.log = log;
        reads.require(() -> sinceEnd().compareTo(LONGEST_WAIT) > 0 ? ReplicaReads.NOWHERE : position());
        awaited.add(progress, LONGEST_WAIT);
        loop = new FollowerLoop("local-followers", log, this::step);
        loop.start();
    }

    /** Hears of every change from now on, in order, in batches; must be quick. */
    public void listen(Consumer<List<Change>> listener) {
        listeners.add(listener);
    }

    /** Stops before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** The position up to which everything was heard; -1 before the first look. */
    public long position() {
        return progress.position();
    }

    /** Returns the time since this follower was at the end of the log. */
    public Duration sinceEnd() {
        return progress.position() < 0 ? Duration.ofDays(1) : Duration.ofNanos(System.nanoTime() - reachedEndNanos);
    }

    private boolean step() {
        long asked = System.nanoTime();
        if (progress.position() < 0) {
            long end = log.end();
            reachedEndNanos = asked;
            progress.moveTo(end);
        }
        List<Change> changes = log.after(progress.position(), BATCH);
        if (!changes.isEmpty()) {
            listeners.forEach(listener -> listener.accept(changes));
            progress.moveTo(changes.get(changes.size() - 1).position());
        }
        if (changes.size() < BATCH) {
            reachedEndNanos = asked;
        }
        return changes.size() == BATCH;
    }
}
