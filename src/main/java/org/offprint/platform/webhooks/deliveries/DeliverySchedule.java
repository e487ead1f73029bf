package org.offprint.platform.webhooks.deliveries;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Retry schedule of webhook deliveries, with the delays recommended by Standard Webhooks 1.0.0 ("Deliverability and
 * reliability"). Each delay varies randomly by ±10 %, so that deliveries that failed together are not retried
 * together.
 */
final class DeliverySchedule {

    /** Retry delays after the first, second and later failures of a delivery round. */
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
     * Returns the retry delay after a failed delivery attempt.
     *
     * @param failures number of failures in the current round, including this one
     * @param wanted delay requested by the receiver; null for none
     * @return delay until the next attempt; empty if the delivery is given up
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
