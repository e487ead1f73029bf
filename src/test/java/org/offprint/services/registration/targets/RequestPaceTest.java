package org.offprint.services.registration.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestPaceTest {

    private final RequestRateLimiter pace = new RequestRateLimiter(2, 5);
    private final long now = System.nanoTime();

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    @Test
    void a_burst_of_requests_is_allowed_before_requests_are_delayed() {
        long[] waits = new long[8];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = millis(pace.take(now));
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(0, waits[i]);
        }
        assertEquals(500, waits[5], 20);
        assertEquals(1500, waits[7], 20);
    }

    @Test
    void a_request_that_must_wait_uses_no_slot_of_the_rate_limit() {
        for (int i = 0; i < 5; i++) {
            assertEquals(0, pace.tryTake(now));
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(500, millis(pace.tryTake(now)), 20);
        }
        assertEquals(0, pace.tryTake(now + TimeUnit.MILLISECONDS.toNanos(520)));
        assertTrue(pace.tryTake(now + TimeUnit.MILLISECONDS.toNanos(520)) > 0);
        pace.release();
        assertEquals(0, pace.tryTake(now + TimeUnit.MILLISECONDS.toNanos(520)));
    }
}
