package org.offprint.platform.jobs;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Checks periodically whether a job claim is still valid, during long work between transactions. Long work must call
 * {@link #run} at every small step, from one thread.
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
     * @throws ClaimLostException if the claim is no longer valid, and on every later call
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
