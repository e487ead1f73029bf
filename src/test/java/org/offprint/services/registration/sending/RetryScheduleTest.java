package org.offprint.services.registration.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void retry_delays_of_registrations_grow_up_to_six_hours() {
        assertAbout(Duration.ofMinutes(1), RetrySchedule.nextRetry(1, null, NOW));
        assertAbout(Duration.ofHours(1), RetrySchedule.nextRetry(4, null, NOW));
        assertAbout(Duration.ofHours(6), RetrySchedule.nextRetry(6, null, NOW));
        assertAbout(Duration.ofHours(6), RetrySchedule.nextRetry(10_000, null, NOW));
    }

    private static void assertAbout(Duration wanted, Instant at) {
        double share = (double) Duration.between(NOW, at).toMillis() / wanted.toMillis();
        assertTrue(share >= 0.8 && share <= 1.2, "The delay is " + share + " of " + wanted);
    }

    @Test
    void an_external_service_can_extend_but_not_shorten_a_retry_delay() {
        assertEquals(NOW.plusSeconds(7_200), RetrySchedule.nextRetry(1, NOW.plusSeconds(7_200), NOW));
        assertTrue(RetrySchedule.nextRetry(6, NOW.plusSeconds(1), NOW).isAfter(NOW.plusSeconds(10_000)));
    }

    @Test
    void results_of_registrations_are_polled_at_growing_intervals() {
        assertEquals(NOW.plus(Duration.ofMinutes(1)), RetrySchedule.nextPoll(0, NOW, null, NOW));
        assertEquals(NOW.plus(Duration.ofMinutes(2)), RetrySchedule.nextPoll(1, NOW, null, NOW));
        assertEquals(NOW.plus(Duration.ofHours(1)), RetrySchedule.nextPoll(50, NOW, null, NOW));
        assertEquals(
                NOW.plus(Duration.ofDays(1)), RetrySchedule.nextPoll(80, NOW.minus(Duration.ofHours(73)), null, NOW));
    }
}
