package org.offprint.harvest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.offprint.changes.ChangeLog;
import org.offprint.changes.LocalFollowers;

/**
 * The instant up to which a list of now holds everything ({@link ChangeLog#settled}). Requests share it for a second, as
 * long as this node hears of no change: an older one is as safe, and spares the log.
 */
@ApplicationScoped
public class HarvestClock {

    private static final long SHARED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ChangeLog log;
    private final LocalFollowers followers;
    private Moment latest;

    HarvestClock(ChangeLog log, LocalFollowers followers) {
        this.log = log;
        this.followers = followers;
    }

    private record Moment(Instant instant, long position, long takenAt) {}

    /** The instant, by the database's clock. */
    public synchronized Instant now() {
        // Looked at before: a change that is heard of meanwhile makes the next request ask anew.
        long position = followers.position();
        long taken = System.nanoTime();
        if (latest == null || latest.position() != position || taken - latest.takenAt() > SHARED_NANOS) {
            latest = new Moment(log.settled(), position, taken);
        }
        return latest.instant();
    }
}
