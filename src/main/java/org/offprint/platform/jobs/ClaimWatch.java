package org.offprint.platform.jobs;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Checks periodically during long work between transactions whether a claim is still valid. {@link #run} must be called
 * at every small step of the work, from one thread.
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
     * Checks the claim if the check interval has passed.
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
