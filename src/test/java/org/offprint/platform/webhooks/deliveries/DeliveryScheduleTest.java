package org.offprint.platform.webhooks.deliveries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeliveryScheduleTest {

    @Test
    void a_webhook_delivery_is_attempted_ten_times_within_75_to_76_hours() {
        Duration all = DeliverySchedule.DELAYS.stream().reduce(Duration.ZERO, Duration::plus);
        assertEquals(9, DeliverySchedule.DELAYS.size());
        assertEquals(Duration.ofSeconds(5), DeliverySchedule.DELAYS.get(0));
        assertTrue(all.compareTo(Duration.ofHours(75)) > 0 && all.compareTo(Duration.ofHours(76)) < 0, all.toString());
        assertTrue(DeliverySchedule.after(9, null).isPresent());
        assertTrue(DeliverySchedule.after(10, null).isEmpty());
        assertTrue(DeliverySchedule.after(10, Duration.ofHours(1)).isEmpty());
    }

    @Test
    void delays_between_webhook_delivery_attempts_vary_by_at_most_ten_percent() {
        Set<Duration> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            long millis = DeliverySchedule.after(2, null).orElseThrow().toMillis();
            assertTrue(millis >= 270_000 && millis <= 330_000, millis + " ms");
            seen.add(Duration.ofMillis(millis));
        }
        assertTrue(seen.size() > 100, seen.size() + " different delays");
    }

    @Test
    void the_next_delivery_attempt_is_postponed_to_the_time_requested_by_the_receiver() {
        assertEquals(
                Duration.ofHours(1),
                DeliverySchedule.after(1, Duration.ofHours(1)).orElseThrow());
        assertTrue(
                DeliverySchedule.after(3, Duration.ofSeconds(1)).orElseThrow().toMinutes() >= 26);
    }
}
