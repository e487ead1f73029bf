package org.offprint.platform.jobs;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Periodically checks whether a job claim is still valid, during long work between transactions. The work must call
 * {@link #run} at every small step, always from the same thread.
 */
public final class ClaimWatch implements Runnable {

    private static final long BETWEEN = Duration.ofMillis(500).toNanos();

    private final BooleanSupplier holds;
    private long looked = System.nanoTime();
    private boolean lost;

    ClaimWatch(BooleanSupplier holds) {
        this.holds = holds;
    }

    /**
     * Checks whether the job claim is still valid, if the check interval has passed.
     *
     * @throws ClaimLostException if the claim is no longer valid, and then on every later call
     */
    @Override
    public void run() {
        if (!lost && System.nanoTime() - looked > BETWEEN) {
            lost = !holds.getAsBoolean();
            looked = System.nanoTime();
        }
        if (lost) {
            throw new ClaimLostException();
        }
    }
}
