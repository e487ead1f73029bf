package org.offprint.services.registration.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Computes the times of retries and of polls for results. The number of retries and polls is not limited. */
final class RetrySchedule {

    private static final List<Duration> RETRY_DELAYS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6));

    private static final List<Duration> POLL_DELAYS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    /** Time after which an outstanding result is polled only once a day. */
    static final Duration DAILY_POLLS_AFTER = Duration.ofHours(72);

    private static final Duration DAILY = Duration.ofHours(24);

    private RetrySchedule() {}

    /**
     * Returns the time of the next retry after failures of a registration service. The delay varies randomly by ±20 %
     * to avoid simultaneous retries.
     *
     * @param failures number of consecutive failures; at least 1
     * @param notBefore earliest time requested by the service; null if there is none
     */
    static Instant nextRetry(int failures, Instant notBefore, Instant now) {
        Duration usual = RETRY_DELAYS.get(Math.min(failures, RETRY_DELAYS.size()) - 1);
        double share = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        Instant at = now.plusMillis((long) (usual.toMillis() * share));
        return notBefore != null && notBefore.isAfter(at) ? notBefore : at;
    }

    /**
     * Returns the time of the next poll for a result.
     *
     * @param asked number of previous polls for this result
     * @param since time at which the file was sent
     */
    static Instant nextPoll(int asked, Instant since, Instant notBefore, Instant now) {
        boolean isSlow = now.isAfter(since.plus(DAILY_POLLS_AFTER));
        Instant at = now.plus(isSlow ? DAILY : POLL_DELAYS.get(Math.min(asked, POLL_DELAYS.size() - 1)));
        return notBefore != null && notBefore.isAfter(at) ? notBefore : at;
    }
}
