package org.offprint.platform.changes;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.http.filters.RequestLimiter;

/**
 * Runs writes in transactions. Each transaction executes the write, flushes all entities, appends to the change log,
 * and commits. After a deadlock, the whole transaction is retried.
 */
@ApplicationScoped
public class Writes {

    private static final Logger LOG = Logger.getLogger(Writes.class);
    private static final int ATTEMPTS = 4;

    /** Maximum share of the database connections that client writes may use, in percent. */
    private static final int SHARE_OF_CLIENTS = 60;

    private static final int MOST_WAITING = 100;
    private static final long MAX_WAIT_MILLIS = 10_000;
    private static final int RETRY_SECONDS = 5;

    /** Timeout of a write, including its waits for locks. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Time without a failed write after which the database disk is no longer reported as full. */
    private static final Duration DISK_RECOVERY = Duration.ofMinutes(1);

    /**
     * SQLStates after which a write is retried: deadlocks, serialization failures, and foreign or unique key violations
     * that a concurrent write caused. A retry sees the changes of the concurrent write.
     */
    private static final Set<String> RETRIED_SQL_STATES = Set.of("40P01", "40001", "23503", "23505");

    private final EntityManager entities;
    private final ChangeLog log;
    private final FollowerWaits followers;

    /**
     * Limits the number of concurrent client writes. Each write uses a database connection, even if it waits for locks
     * or memory. The remaining connections are reserved for background work.
     */
    private final RequestLimiter clients;

    private volatile boolean diskFull;
    private volatile long diskFullNanos;

    Writes(
            EntityManager entities,
            ChangeLog log,
            FollowerWaits followers,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections) {
        this.entities = entities;
        this.log = log;
        this.followers = followers;
        this.clients = new RequestLimiter(
                "writes",
                Math.max(1, connections * SHARE_OF_CLIENTS / 100),
                MOST_WAITING,
                MAX_WAIT_MILLIS,
                RETRY_SECONDS);
    }

    /**
     * Runs a write of the service itself, for example a scheduled publication, without waiting for change log
     * followers.
     */
    public <T> T run(Function<WriteContext, T> work) {
        T result = commit(work).result();
        writeSucceeded(false);
        return result;
    }

    /**
     * Runs a write of a client, then waits until the change log followers have processed its changes, if any.
     *
     * @throws ProblemException 503 if the write cannot start in time because too many writes are in progress
     */
    public <T> T runForClient(Function<WriteContext, T> work) {
        CommittedWrite<T> done = clients.within(() -> commit(work));
        writeSucceeded(true);
        if (done.position() > 0) {
            followers.await(done.position());
        }
        return done.result();
    }

    /**
     * Runs a write, then waits until the change log followers have processed all committed changes, including changes
     * of concurrent writes.
     */
    public <T> T runAndWait(Function<WriteContext, T> work) {
        T result = run(work);
        followers.await(log.end());
        return result;
    }

    /**
     * Waits briefly for the change log followers to process all committed changes. Returns whether the followers
     * finished in time.
     */
    public boolean awaitReaders() {
        return followers.await(log.end());
    }

    /**
     * Runs a write and rolls it back (dry run).
     *
     * @return result of the write
     */
    public <T> T dryRun(Function<WriteContext, T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        try {
            return clients.within(() -> attempt(() -> {
                result.set(work.apply(new WriteContext()));
                entities.flush();
                throw new DryRunEnded();
            }));
        } catch (DryRunEnded end) {
            return result.get();
        }
    }

    /** Thrown to roll back the transaction of a dry run. */
    private static final class DryRunEnded extends RuntimeException {

        DryRunEnded() {
            super(null, null, false, false);
        }
    }

    private <T> CommittedWrite<T> commit(Function<WriteContext, T> work) {
        CommittedWrite<T> done = attempt(() -> {
            WriteContext write = new WriteContext();
            T result = work.apply(write);
            entities.flush();
            return new CommittedWrite<>(result, log.append(write.changes()));
        });
        if (done.position() > 0) {
            log.wake();
        }
        return done;
    }

    /**
     * Returns whether a write failed because the disk of the database is full. The state is cleared when a client's
     * write succeeds, or when any write succeeds at least a minute after the last failure. A small write of the service
     * does not clear the state earlier, because it can succeed even on a full disk.
     */
    public boolean isDiskFull() {
        return diskFull;
    }

    private void diskIsFull() {
        diskFullNanos = System.nanoTime();
        if (!diskFull) {
            diskFull = true;
            LOG.error("The disk of the database is full. Writes fail with status 507 until you free disk space.");
        }
    }

    private void writeSucceeded(boolean isOfClient) {
        if (diskFull && (isOfClient || System.nanoTime() - diskFullNanos > DISK_RECOVERY.toNanos())) {
            diskFull = false;
            LOG.info("The database accepts writes again");
        }
    }

    private <T> T attempt(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            long began = System.nanoTime();
            try {
                return QuarkusTransaction.requiringNew()
                        .timeout((int) TIMEOUT.toSeconds())
                        .call(transaction::get);
            } catch (RuntimeException e) {
                if (System.nanoTime() - began >= TIMEOUT.toNanos() && !(e instanceof ProblemException)) {
                    // The exception is only a consequence of the timeout, after which the transaction was rolled back.
                    LOG.warnf("A write was aborted after the timeout of %s: %s", TIMEOUT, e);
                    throw Problems.unavailable(
                            "Concurrent writes locked the same records for too long. No data was changed. Retry the"
                                    + " request.",
                            5);
                }
                String state = SqlException.stateOf(e);
                if (state.equals(SqlException.DISK_FULL)) {
                    diskIsFull();
                }
                if (!RETRIED_SQL_STATES.contains(state)) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    LOG.warnf("A write was aborted after %d attempts with SQLState %s", ATTEMPTS, state);
                    throw Problems.unavailable(
                            "The write failed because of too many concurrent writes to the same records. No data was"
                                    + " changed. Retry the request.",
                            1);
                }
                awaitRetry(attempt);
            }
        }
    }

    /**
     * Waits for a short random time before a write is retried, so that the same writers do not collide again. No
     * transaction is open during the wait.
     */
    private static void awaitRetry(int attempt) {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(5, 50) * (long) attempt));
    }

    /**
     * Result of a write, with the position of its last row in the change log. The position is 0 if the write logged no
     * change.
     */
    private record CommittedWrite<T>(T result, long position) {}
}
