package org.offprint.web.api.registration;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the service in tests, which they put forward. */
@Mock
@ApplicationScoped
public class MovedClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    /** Puts the clock forward; it goes on from there. */
    public void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Puts the clock right. */
    public void putRight() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Clock.system(zone), ahead);
    }
}
