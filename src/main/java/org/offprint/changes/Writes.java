package org.offprint.changes;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.offprint.database.SqlException;
import org.offprint.http.problem.Problems;
import org.offprint.security.Caller;

/**
 * The transaction of a write. In this order: the idempotency lock, the work, a flush of everything, the idempotent
 * answer, the change log, the commit. A deadlock is tried again from the start.
 */
@ApplicationScoped
public class Writes {

    private static final Logger LOG = Logger.getLogger(Writes.class);
    private static final int ATTEMPTS = 4;
    /**
     * Deadlock and serialization failure; a foreign key or a unique one that another write broke after this one looked,
     * so that another try sees what it did.
     */
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40P01", "40001", "23503", "23505");

    private final EntityManager entities;
    private final ChangeLog log;
    private final IdempotentAnswers idempotentAnswers;
    private final AwaitedFollowers followers;
    private final Caller caller;

    Writes(
            EntityManager entities,
            ChangeLog log,
            IdempotentAnswers idempotentAnswers,
            AwaitedFollowers followers,
            Caller caller) {
        this.entities = entities;
        this.log = log;
        this.idempotentAnswers = idempotentAnswers;
        this.followers = followers;
        this.caller = caller;
    }

    /**
     * Makes one write of a client and answers it; this node's readers have it by then.
     *
     * @param body the bytes that came; null for none
     * @param work reads, checks and changes, and logs what changed; may run several times
     * @throws org.offprint.http.problem.ProblemException whatever the work ends with; 503 where it could not be done
     */
    public Response answer(WriteRequest request, byte[] body, Function<Write, Answer> work) {
        byte[] scope = request.key() == null
                ? null
                : IdempotentAnswers.scope(caller.keyId(), request.operation(), request.key());
        if (request.isValidateOnly()) {
            return rehearse(work).toResponse(request.isMinimal());
        }
        Done<Answer> done = attempt(() -> {
            Optional<Answer> earlier = scope == null ? Optional.empty() : idempotentAnswers.claim(scope, body);
            return earlier.map(answer -> new Done<>(answer, 0)).orElseGet(() -> make(work, scope, body));
        });
        settle(done.position());
        return done.result().toResponse(request.isMinimal());
    }

    /** Makes one write of the service itself, such as a scheduled publication; does not wait for readers. */
    public <T> T make(Function<Write, T> work) {
        Done<T> done = attempt(() -> {
            Write write = new Write();
            T result = work.apply(write);
            entities.flush();
            return new Done<>(result, log.append(write.changes()));
        });
        if (done.position() > 0) {
            log.wake();
        }
        return done.result();
    }

    /** The same, and waits until readers of this node can find it, as a client's write does. */
    public <T> T makeAndWait(Function<Write, T> work) {
        T result = make(work);
        followers.await(log.end());
        return result;
    }

    /** Waits a moment until readers of this node have all that is committed; tells whether they have it. */
    public boolean awaitReaders() {
        return followers.await(log.end());
    }

    /** What the work would answer; without headers, because no such place or state comes into being. */
    private Answer rehearse(Function<Write, Answer> work) {
        try {
            return attempt(() -> {
                Answer answer = work.apply(new Write());
                entities.flush();
                throw new Rehearsed(answer);
            });
        } catch (Rehearsed end) {
            int status = end.answer.status();
            return new Answer(status == 201 ? 200 : status, Map.of(), end.answer.body());
        }
    }

    /** Ends a transaction that is not to be committed. */
    private static final class Rehearsed extends RuntimeException {

        private final transient Answer answer;

        Rehearsed(Answer answer) {
            super(null, null, false, false);
            this.answer = answer;
        }
    }

    private Done<Answer> make(Function<Write, Answer> work, byte[] scope, byte[] body) {
        Write write = new Write();
        Answer answer = work.apply(write);
        entities.flush();
        if (scope != null) {
            idempotentAnswers.keep(scope, body, answer);
        }
        return new Done<>(answer, log.append(write.changes()));
    }

    private void settle(long position) {
        if (position > 0) {
            log.wake();
            followers.await(position);
        }
    }

    private static <T> T attempt(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(transaction::get);
            } catch (RuntimeException e) {
                String state = SqlException.stateOf(e);
                if (!WORTH_ANOTHER_TRY.contains(state)) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    LOG.warnf("Gave up a write after %d attempts that ended with SQLState %s", ATTEMPTS, state);
                    throw Problems.unavailable("Too many writes wanted the same records at once. Nothing was done.", 1);
                }
                giveWay(attempt);
            }
        }
    }

    /** A moment by chance, so that the same writers do not meet again; nothing is locked meanwhile. */
    private static void giveWay(int attempt) {
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(5, 50) * (long) attempt));
    }

    /** A result and the position of its last row in the log, 0 where it has none. */
    private record Done<T>(T result, long position) {}
}
