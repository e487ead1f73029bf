package org.offprint.platform.changes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Workers;

/** Tests that a follower loop under write load leaves most of the time to writers but completes its work. */
class FollowerLoopTest {

    private static final int STEPS = 6;
    private static final int STEP_MILLIS = 30;

    @Test
    void under_write_load_a_follower_loop_pauses_three_times_as_long_as_each_step() throws Exception {
        AtomicLong written = new AtomicLong();
        Duration took = steps(written, 1_000);
        // There are five pauses between six steps. The factor 9/10 allows for rounding errors of clocks and sleeps.
        assertTrue(took.toMillis() >= STEPS * STEP_MILLIS + 5 * 3 * STEP_MILLIS * 9 / 10, "It took " + took);
    }

    @Test
    void closing_a_follower_loop_interrupts_its_pause() throws Exception {
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

    /** Returns how long several steps take if this many changes are written during each step. */
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
