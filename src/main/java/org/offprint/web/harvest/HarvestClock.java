package org.offprint.web.harvest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.LocalFollowers;
import org.offprint.platform.database.sql.ReplicaReads;

/**
 * The instant up to which a list of now holds everything ({@link ChangeLog#settled}). Requests share it for a second, as
 * long as this node hears of no change: an older one is as safe, and spares the log.
 */
@ApplicationScoped
public class HarvestClock {

    private static final long SHARED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ChangeLog log;
    private final LocalFollowers followers;
    private final ReplicaReads reads;
    private Moment latest;

    HarvestClock(ChangeLog log, LocalFollowers followers, ReplicaReads reads) {
        this.log = log;
        this.followers = followers;
        this.reads = reads;
    }

    /** @param written the place in the log of the server after everything up to the instant; 0 without a replica */
    private record Moment(Instant instant, long position, long takenAt, long written) {}

    /** The instant, by the database's clock. */
    public Instant now() {
        return latest().instant();
    }

    /**
     * Returns the place in the log of the server that a replica must have reached to have everything up to an instant of
     * {@link #now}, this node's or another's.
     */
    public long written(Instant instant) {
        if (!reads.isConfigured()) {
            return 0;
        }
        Moment moment = latest();
        return instant.isAfter(moment.instant()) ? ReplicaReads.NOWHERE : moment.written();
    }

    private synchronized Moment latest() {
        // Looked at before: a change that is heard of meanwhile makes the next request ask anew.
        long position = followers.position();
        long taken = System.nanoTime();
        if (latest == null || latest.position() != position || taken - latest.takenAt() > SHARED_NANOS) {
            Instant settled = log.settled();
            latest = new Moment(settled, position, taken, reads.isConfigured() ? reads.written() : 0);
        }
        return latest;
    }
}
