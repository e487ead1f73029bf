package org.offprint.platform.webhooks.deliveries;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When an event is tried again: after the delays that Standard Webhooks 1.0.0 recommends ("Deliverability and
 * reliability"), give or take a tenth by chance, so that what failed together is not tried together.
 */
final class DeliverySchedule {

    /** The delay after the first failure of a round, after the second, and so on. */
    static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private static final double SHARE_OF_CHANCE = 0.1;

    private DeliverySchedule() {}

    /**
     * Returns how long to wait after a failure.
     *
     * @param failures of the present round, this one included
     * @param wanted how long the receiver wants to be left alone; null where it does not say
     * @return empty where it is given up
     */
    static Optional<Duration> after(int failures, Duration wanted) {
        if (failures > DELAYS.size()) {
            return Optional.empty();
        }
        double share = ThreadLocalRandom.current().nextDouble(1 - SHARE_OF_CHANCE, 1 + SHARE_OF_CHANCE);
        long millis = Math.round(DELAYS.get(failures - 1).toMillis() * share);
        return Optional.of(Duration.ofMillis(wanted == null ? millis : Math.max(millis, wanted.toMillis())));
    }
}
