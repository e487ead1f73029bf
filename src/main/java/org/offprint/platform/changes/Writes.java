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
 * The transaction of a write. In this order: the work, a flush of everything, the change log, the commit. A deadlock is
 * tried again from the start.
 */
@ApplicationScoped
public class Writes {

    private static final Logger LOG = Logger.getLogger(Writes.class);
    private static final int ATTEMPTS = 4;

    /** Connections, in hundredths, that writes of clients have together at most. */
    private static final int SHARE_OF_CLIENTS = 60;

    private static final int MOST_WAITING = 100;
    private static final long PATIENCE_MILLIS = 10_000;
    private static final int RETRY_SECONDS = 5;

    /** The longest write, with the time that it waits for others. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /**
     * Deadlock and serialization failure; a foreign key or a unique one that another write broke after this one looked,
     * so that another try sees what it did.
     */
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40P01", "40001", "23503", "23505");

    private final EntityManager entities;
    private final ChangeLog log;
    private final AwaitedFollowers followers;

    /** Writes of clients wait for locks and for memory with a connection each: others need some to go on. */
    private final RequestLimiter clients;

    Writes(
            EntityManager entities,
            ChangeLog log,
            AwaitedFollowers followers,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections) {
        this.entities = entities;
        this.log = log;
        this.followers = followers;
        this.clients = new RequestLimiter(
                "writes",
                Math.max(1, connections * SHARE_OF_CLIENTS / 100),
                MOST_WAITING,
                PATIENCE_MILLIS,
                RETRY_SECONDS);
    }

    /** Makes one write of the service itself, such as a scheduled publication; does not wait for readers. */
    public <T> T make(Function<Write, T> work) {
        return commit(work).result();
    }

    /**
     * Makes one write of a client; readers of this node have what it changed by then, where it changed anything.
     *
     * @throws ProblemException 503 where too many are made at once for too long
     */
    public <T> T makeForReaders(Function<Write, T> work) {
        Done<T> done = clients.within(() -> commit(work));
        if (done.position() > 0) {
            followers.await(done.position());
        }
        return done.result();
    }

    /** Makes one write and waits until readers of this node have all that is committed, whoever wrote it. */
    public <T> T makeAndWait(Function<Write, T> work) {
        T result = make(work);
        followers.await(log.end());
        return result;
    }

    /** Waits a moment until readers of this node have all that is committed; tells whether they have it. */
    public boolean awaitReaders() {
        return followers.await(log.end());
    }

    /**
     * Runs the work and rolls it back.
     *
     * @return what the work would return
     */
    public <T> T rehearse(Function<Write, T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        try {
            return clients.within(() -> attempt(() -> {
                result.set(work.apply(new Write()));
                entities.flush();
                throw new Rehearsed();
            }));
        } catch (Rehearsed end) {
            return result.get();
        }
    }

    /** Ends a transaction that is not to be committed. */
    private static final class Rehearsed extends RuntimeException {

        Rehearsed() {
            super(null, null, false, false);
        }
    }

    private <T> Done<T> commit(Function<Write, T> work) {
        Done<T> done = attempt(() -> {
            Write write = new Write();
            T result = work.apply(write);
            entities.flush();
            return new Done<>(result, log.append(write.changes()));
        });
        if (done.position() > 0) {
            log.wake();
        }
        return done;
    }

    private static <T> T attempt(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            long began = System.nanoTime();
            try {
                return QuarkusTransaction.requiringNew()
                        .timeout((int) LONGEST.toSeconds())
                        .call(transaction::get);
            } catch (RuntimeException e) {
                if (System.nanoTime() - began >= LONGEST.toNanos() && !(e instanceof ProblemException)) {
                    // It was rolled back from outside, and ended with whatever noticed that.
                    LOG.warnf("Gave up a write after %s: %s", LONGEST, e);
                    throw Problems.unavailable("Others held the same records for too long. Nothing was done.", 5);
                }
                String state = SqlException.stateOf(e);
                if (!WORTH_ANOTHER_TRY.contains(state)) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    LOG.warnf("Gave up a write after %d attempts that ended with SQLState %s", ATTEMPTS, state);
                    throw Problems.unavailable("Too many writes wanted the same records at once. Nothing was done.", 1);
                }
                awaitRetry(attempt);
            }
        }
    }

    /** A moment by chance, so that the same writers do not meet again; nothing is locked meanwhile. */
    private static void awaitRetry(int attempt) {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(5, 50) * (long) attempt));
    }

    /** A result and the position of its last row in the log, 0 where it has none. */
    private record Done<T>(T result, long position) {}
}
