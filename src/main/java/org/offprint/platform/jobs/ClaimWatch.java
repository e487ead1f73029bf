package org.offprint.platform.jobs;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Looks from time to time whether a claim still holds, for work between transactions that may take long. It is run at
 * every small step of such work, from one thread.
 */
public final class ClaimWatch implements Runnable {

    private static final long BETWEEN = Duration.ofMillis(500).toNanos();

    private final BooleanSupplier holds;
    private long looked = System.nanoTime();
    private boolean lost;

    ClaimWatch(BooleanSupplier holds) {
        this.holds = holds;
    }

    /** @throws ClaimLostException where the claim does not hold any more, and each time from then on */
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
