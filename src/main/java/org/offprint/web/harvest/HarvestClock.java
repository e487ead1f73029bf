package org.offprint.web.harvest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.LocalFollowers;
import org.offprint.platform.database.sql.ReplicaReads;

/**
 * Clock for OAI-PMH harvests and other complete lists. Returns the instant up to which a list that starts now is
 * complete ({@link ChangeLog#settled}). Requests within one second use the same cached instant, unless this node
 * receives a change in between. An older instant is also safe, and sharing it reduces the queries that wait for the
 * change log.
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
     * @param written position in the write-ahead log that includes everything up to the instant; 0 without a replica
     */
    private record CachedInstant(Instant instant, long position, long takenAt, long written) {}

    /** Returns the current harvest instant, according to the clock of the database. */
    public Instant now() {
        return latest().instant();
    }

    /**
     * Returns the position in the write-ahead log that a replica must have replayed to contain everything up to the
     * given instant. The instant must be returned by {@link #now} of any node.
     */
    public long written(Instant instant) {
        if (!reads.isConfigured()) {
            return 0;
        }
        CachedInstant moment = latest();
        return instant.isAfter(moment.instant()) ? ReplicaReads.UNREACHABLE_POSITION : moment.written();
    }

    private synchronized CachedInstant latest() {
        // The position in the change log is read before the instant. If a change arrives after the read, the next
        // request uses a new instant.
        long position = followers.position();
        long taken = System.nanoTime();
        if (latest == null || latest.position() != position || taken - latest.takenAt() > SHARED_NANOS) {
            Instant settled = log.settled();
            latest = new CachedInstant(settled, position, taken, reads.isConfigured() ? reads.written() : 0);
        }
        return latest;
    }
}
