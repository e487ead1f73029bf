package org.offprint.web.api.registration;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Test clock of the service that can be moved forward. */
@Mock
@ApplicationScoped
public class MovedClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    /** Moves the clock forward by this duration. The clock continues to run. */
    public void forward(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Resets the clock to the current time. */
    public void reset() {
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
