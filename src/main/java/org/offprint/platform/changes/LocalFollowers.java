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
 * Follows the change log, from its current end, for the caches of this process. One thread reads the log for all
 * listeners. Writes wait until the caches have processed their changes, so that clients can read their own writes.
 */
@Startup
@ApplicationScoped
public class LocalFollowers {

    private static final int BATCH = 1_000;
    /** Maximum time for which caches are used if the change log cannot be read. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final ChangeLog log;
    private final List<Consumer<List<Change>>> listeners = new CopyOnWriteArrayList<>();
    private final AwaitedProgress progress = new AwaitedProgress();
    private final FollowerLoop loop;
    private volatile long reachedEndNanos;

    LocalFollowers(ChangeLog log, FollowerWaits awaited, ReplicaReads reads) {
        this.log = log;
        reads.require(() -> sinceEnd().compareTo(LONGEST_WAIT) > 0 ? ReplicaReads.UNREACHABLE_POSITION : position());
        awaited.add(progress, LONGEST_WAIT);
        loop = new FollowerLoop("local-followers", log, this::step);
        loop.start();
    }

    /** Registers a listener, which must be fast, for all later changes of the log, in order and in batches. */
    public void listen(Consumer<List<Change>> listener) {
        listeners.add(listener);
    }

    /** Stops the follower of the change log before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /**
     * Waits at most two seconds until the listeners have received all changes up to a log position. If the follower has
     * not reached the end of the change log for two seconds, caches are not used.
     */
    public void await(long position) {
        if (progress.beginWait(position)) {
            try {
                loop.wake();
                progress.await(position, System.nanoTime() + LONGEST_WAIT.toNanos());
            } finally {
                progress.endWait();
            }
        }
    }

    /** Returns the log position up to which the listeners have received all changes, or -1 before the first step. */
    public long position() {
        return progress.position();
    }

    /** Returns the time since this follower last reached the end of the change log. */
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
