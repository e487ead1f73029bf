package org.offprint.platform.changes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** Clock of the service. As a bean, the clock can be replaced in tests. */
@ApplicationScoped
class WallClock {

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }
}
