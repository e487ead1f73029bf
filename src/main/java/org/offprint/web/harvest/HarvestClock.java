package org.offprint.web.harvest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.LocalFollowers;
import org.offprint.platform.database.sql.ReplicaReads;

/**
 * Clock for OAI-PMH harvests and other complete lists. The current instant is the time up to which a list that starts
 * now is complete ({@link ChangeLog#settled}). To reduce the queries that wait for the change log, the instant is
 * cached for one second or until this node receives a change. A slightly older instant is safe.
 */
@ApplicationScoped
public class HarvestClock {

    private static final long SHARED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ChangeLog log;
    private final LocalFollowers followers;
    private final ReplicaReads reads;
    private CachedInstant latest;

    HarvestClock(ChangeLog log, LocalFollowers followers, ReplicaReads reads) {
        this.log = log;
        this.followers = followers;
        this.reads = reads;
    }

    /**
     * Cached instant with its position in the change log.
     *
     * @param written position in the write-ahead log that includes everything up to the instant; 0 if there is no
     *     replica
     */
    private record CachedInstant(Instant instant, long position, long takenAt, long written) {}

    /** Returns the current harvest instant, in the time of the database clock. */
    public Instant now() {
        return latest().instant();
    }

    /**
     * Returns the minimum replay position in the write-ahead log at which a replica contains everything up to the given
     * instant. The instant must come from {@link #now}, on this node or another.
     */
    public long written(Instant instant) {
        if (!reads.isConfigured()) {
            return 0;
        }
        CachedInstant moment = latest();
        return instant.isAfter(moment.instant()) ? ReplicaReads.UNREACHABLE_POSITION : moment.written();
    }

    private synchronized CachedInstant latest() {
        // Read the position before the instant. If a change arrives between the two reads, the next request obtains a
        // new instant.
        long position = followers.position();
        long taken = System.nanoTime();
        if (latest == null || latest.position() != position || taken - latest.takenAt() > SHARED_NANOS) {
            Instant settled = log.settled();
            latest = new CachedInstant(settled, position, taken, reads.isConfigured() ? reads.written() : 0);
        }
        return latest;
    }
}
