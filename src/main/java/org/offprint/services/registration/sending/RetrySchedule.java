package org.offprint.services.registration.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The times at which something is tried again or asked for again. Neither ends by itself. */
final class RetrySchedule {

    private static final List<Duration> AGAIN = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6));

    private static final List<Duration> RESULT = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    /** A result that is outstanding for so long is asked for once a day. */
    static final Duration SLOW = Duration.ofHours(72);

    private static final Duration DAILY = Duration.ofHours(24);

    private RetrySchedule() {}

    /**
     * Returns when something is sent again after failures of the service: ±20 %, so that not everything comes back at once.
     *
     * @param failures in a row, from 1
     * @param notBefore as the service asked; null where it did not
     */
    static Instant again(int failures, Instant notBefore, Instant now) {
        Duration usual = AGAIN.get(Math.min(failures, AGAIN.size()) - 1);
        double share = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        Instant at = now.plusMillis((long) (usual.toMillis() * share));
        return notBefore != null && notBefore.isAfter(at) ? notBefore : at;
    }

    /**
     * Returns when a result is asked for next.
     *
     * @param asked how often it was asked for
     * @param since when the file was sent
     */
    static Instant result(int asked, Instant since, Instant notBefore, Instant now) {
        boolean isSlow = now.isAfter(since.plus(SLOW));
        Instant at = now.plus(isSlow ? DAILY : RESULT.get(Math.min(asked, RESULT.size() - 1)));
        return notBefore != null && notBefore.isAfter(at) ? notBefore : at;
    }
}
