package org.offprint.platform.changes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Workers;

/** A loop that yields leaves most of the time to those who write much, and comes to its end all the same. */
class FollowerLoopTest {

    private static final int STEPS = 6;
    private static final int STEP_MILLIS = 30;

    @Test
    void while_much_is_written_it_rests_three_times_as_long_as_it_works() throws Exception {
        AtomicLong written = new AtomicLong();
        Duration took = steps(written, 1_000);
        // Five rests between six steps, but for the milliseconds that clocks and sleeps are rounded by.
        assertTrue(took.toMillis() >= STEPS * STEP_MILLIS + 5 * 3 * STEP_MILLIS * 9 / 10, "It took " + took);
    }

    @Test
    void a_rest_ends_when_it_is_closed() throws Exception {
        CountDownLatch worked = new CountDownLatch(1);
        AtomicLong written = new AtomicLong();
        FollowerLoop loop = new FollowerLoop(
                "closed",
                10,
                () -> {
                    Workers.pause(600);
                    written.addAndGet(10_000);
                    worked.countDown();
                    return true;
                },
                written::get);
        loop.start();
        assertTrue(worked.await(30, TimeUnit.SECONDS));
        long began = System.nanoTime();
        loop.close();
        assertTrue(Duration.ofNanos(System.nanoTime() - began).toMillis() < 1_500, "The rest of 1.8 s went on");
    }

    /** Returns how long some steps took that each saw so many changes written. */
    private static Duration steps(AtomicLong written, long changes) throws Exception {
        CountDownLatch left = new CountDownLatch(STEPS);
        FollowerLoop loop = new FollowerLoop(
                "steps",
                10,
                () -> {
                    Workers.pause(STEP_MILLIS);
                    written.addAndGet(changes);
                    left.countDown();
                    return left.getCount() > 0;
                },
                written::get);
        long began = System.nanoTime();
        loop.start();
        assertTrue(left.await(60, TimeUnit.SECONDS));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        loop.close();
        return took;
    }
}
