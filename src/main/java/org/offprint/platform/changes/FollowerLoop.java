package org.offprint.platform.changes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Background thread of a change log follower or similar continuous work. The thread repeats its step if there is more
 * work, and otherwise sleeps until it is woken or the poll interval ends. Followers are woken when this node commits a
 * write, and poll every 250 ms for commits on other nodes.
 */
public final class FollowerLoop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FollowerLoop.class);
    private static final long POLL_MILLIS = 250;

    /** Write rate, in changes per second, that indicates an import or similar bulk work instead of manual edits. */
    private static final int BULK_CHANGES_PER_SECOND = 20;

    /**
     * Pause after each step of a yielding loop, as a multiple of the step's duration, limited to {@link
     * #MAX_PAUSE_NANOS}.
     */
    private static final int PAUSE_FACTOR = 4;

    private static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Time without writes after which a yielding loop ends its pause early, in nanoseconds. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    /** Maximum time that closing a loop waits for the current step to finish. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final String name;
    private final long pollMillis;
    private final BooleanSupplier step;

    /** Counter of the changes written by this node; null for a loop that does not pause during bulk writes. */
    private final LongSupplier written;

    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Creates the loop of a change log follower.
     *
     * @param name name of the follower, for its thread and the log
     * @param step processes a batch of changes in its own transactions, and returns whether there may be more work;
     *     must be safe to repeat
     */
    public FollowerLoop(String name, ChangeLog log, BooleanSupplier step) {
        this(name, POLL_MILLIS, step, null);
        log.onWake(this::wake);
    }

    /**
     * Returns the loop of a slow change log follower, for which writes do not wait. If this node writes many changes,
     * the loop pauses after each step for four times the step's duration.
     */
    public static FollowerLoop yielding(String name, ChangeLog log, BooleanSupplier step) {
        FollowerLoop loop = new FollowerLoop(name, POLL_MILLIS, step, log::written);
        log.onWake(loop::wake);
        return loop;
    }

    /**
     * Creates a loop that does not follow the change log.
     *
     * @param pollMillis maximum sleep between steps, in milliseconds
     */
    public FollowerLoop(String name, long pollMillis, BooleanSupplier step) {
        this(name, pollMillis, step, null);
    }

    /**
     * Creates a loop that may pause during bulk writes.
     *
     * @param written counter of the changes written by this node; null for a loop that does not pause
     */
    FollowerLoop(String name, long pollMillis, BooleanSupplier step, LongSupplier written) {
        this.name = name;
        this.pollMillis = pollMillis;
        this.step = step;
        this.written = written;
        thread = new Thread(this::run, "offprint-" + name);
        thread.setDaemon(true);
    }

    /** Starts the thread of the loop. */
    public void start() {
        thread.start();
    }

    /** Stops the loop's thread after the current step, and waits at most 10 s for the thread to end. */
    @Override
    public void close() {
        closeAll(List.of(this));
    }

    /**
     * Stops the threads of these loops after their current steps, and waits at most 10 s in total for the threads to
     * end.
     */
    public static void closeAll(List<FollowerLoop> loops) {
        for (FollowerLoop loop : loops) {
            loop.closed = true;
            loop.wake();
        }
        long end = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        try {
            for (FollowerLoop loop : loops) {
                // A join with a timeout of 0 ms would wait forever.
                loop.thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Wakes the thread of the loop, which then checks for work immediately. */
    public void wake() {
        woken.release();
    }

    private void run() {
        int failures = 0;
        while (!closed) {
            boolean more = false;
            long began = System.nanoTime();
            long before = written == null ? 0 : written.getAsLong();
            try {
                more = step.getAsBoolean();
                failures = 0;
            } catch (RuntimeException | Error e) {
                // Errors are also caught, because otherwise the follower's thread would end unnoticed.
                if (closed) {
                    return;
                }
                // Only the first failure and every hundredth consecutive failure are logged, so that an unreachable
                // database does not fill the log.
                if (failures++ % 100 == 0) {
                    LOG.errorf(e, "Background task %s failed and will be retried", name);
                }
            }
            if (written != null) {
                pause(System.nanoTime() - began, written.getAsLong() - before);
            }
            if (!more) {
                sleep(failures == 0 ? pollMillis : Math.min(5_000, POLL_MILLIS * failures));
            }
        }
    }

    /**
     * Pauses after a step during which many changes were written. The pause ends early if writes stop.
     *
     * @param worked duration of the step, in nanoseconds
     */
    private void pause(long worked, long changes) {
        if (changes == 0 || changes * TimeUnit.SECONDS.toNanos(1) < BULK_CHANGES_PER_SECOND * worked) {
            return;
        }
        long end = System.nanoTime() + Math.min(PAUSE_FACTOR * worked, MAX_PAUSE_NANOS);
        long known = written.getAsLong();
        long last = System.nanoTime();
        for (long now = last; !closed && now < end && now - last < PAUSE; now = System.nanoTime()) {
            sleep(Math.max(1, TimeUnit.NANOSECONDS.toMillis(Math.min(end - now, PAUSE))));
            if (written.getAsLong() != known) {
                known = written.getAsLong();
                last = System.nanoTime();
            }
        }
    }

    private void sleep(long millis) {
        try {
            if (woken.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }
}
