package org.offprint.platform.changes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The thread of a follower, or of other work that goes on: repeats a step as long as that finds work, then sleeps until it
 * is woken or for a while. A follower is woken when this node commits, and looks every 250 ms, because another node may
 * have.
 */
public final class FollowerLoop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(FollowerLoop.class);
    private static final long POLL_MILLIS = 250;

    /** As many changes a second are written by an import or another mass of work, not by people. */
    private static final int MUCH_A_SECOND = 20;

    /** A loop that yields rests so many times as long as it has worked, but not longer than this. */
    private static final int RESTS = 4;

    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(10);

    /** Where nothing was written for so long, it rests no longer. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    /** A step that is being made at the end is waited for so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final long pollMillis;
    private final BooleanSupplier step;

    /** Counts the changes that this node has written; null for a loop that yields to nothing. */
    private final LongSupplier written;

    private final Semaphore woken = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param name of the follower, for its thread and the log
     * @param step does some work in transactions of its own, safe to repeat; tells whether there may be more
     */
    public FollowerLoop(String name, ChangeLog log, BooleanSupplier step) {
        this(name, POLL_MILLIS, step, null);
        log.onWake(this::wake);
    }

    /**
     * Returns the loop of a follower that takes much time and that nobody waits for: while this node writes many changes,
     * it rests four times as long as it works.
     */
    public static FollowerLoop yielding(String name, ChangeLog log, BooleanSupplier step) {
        FollowerLoop loop = new FollowerLoop(name, POLL_MILLIS, step, log::written);
        log.onWake(loop::wake);
        return loop;
    }

    /**
     * A loop that follows nothing.
     *
     * @param pollMillis how long it sleeps where nobody wakes it
     */
    public FollowerLoop(String name, long pollMillis, BooleanSupplier step) {
        this(name, pollMillis, step, null);
    }

    /** @param written counts the changes that this node has written; null for a loop that yields to nothing */
    FollowerLoop(String name, long pollMillis, BooleanSupplier step, LongSupplier written) {
        this.name = name;
        this.pollMillis = pollMillis;
        this.step = step;
        this.written = written;
        thread = new Thread(this::run, "offprint-" + name);
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Ends the thread after the step it is in; waits for that, at most 10 s. */
    @Override
    public void close() {
        closeAll(List.of(this));
    }

    /** Ends the threads of some loops after the steps they are in; waits for all of them, at most 10 s together. */
    public static void closeAll(List<FollowerLoop> loops) {
        for (FollowerLoop loop : loops) {
            loop.closed = true;
            loop.wake();
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (FollowerLoop loop : loops) {
                // A join of 0 ms would wait for ever.
                loop.thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Wakes the thread to look for work now. */
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
                // An error too: a follower that ended in silence would be missed by nobody.
                if (closed) {
                    return;
                }
                // Once in full, then a line now and then: a database that is away would fill the log.
                if (failures++ % 100 == 0) {
                    LOG.errorf(e, "%s failed and is tried again", name);
                }
            }
            if (written != null) {
                rest(System.nanoTime() - began, written.getAsLong() - before);
            }
            if (!more) {
                sleep(failures == 0 ? pollMillis : Math.min(5_000, POLL_MILLIS * failures));
            }
        }
    }

    /** Rests after a step of so many nanoseconds, if many changes were written meanwhile, as long as more are. */
    private void rest(long worked, long changes) {
        if (changes == 0 || changes * TimeUnit.SECONDS.toNanos(1) < MUCH_A_SECOND * worked) {
            return;
        }
        long end = System.nanoTime() + Math.min(RESTS * worked, LONGEST_REST);
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
