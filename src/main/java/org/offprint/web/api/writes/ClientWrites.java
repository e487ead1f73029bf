package org.offprint.web.api.writes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.offprint.platform.changes.Write;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Caller;

/**
 * Writes of clients. In their transaction the idempotency lock comes first, and the idempotent answer after a flush of
 * all that the work did, before the change log.
 */
@ApplicationScoped
public class ClientWrites {

    private final Writes writes;
    private final EntityManager entities;
    private final IdempotentAnswers idempotentAnswers;
    private final Caller caller;

    ClientWrites(Writes writes, EntityManager entities, IdempotentAnswers idempotentAnswers, Caller caller) {
        this.writes = writes;
        this.entities = entities;
        this.idempotentAnswers = idempotentAnswers;
        this.caller = caller;
    }

    /** Makes one write without a body and answers it, in the way of {@link #answer(WriteRequest, JsonBody, Function)}. */
    public <T> Reply<T> answer(WriteRequest request, Function<Write, WriteAnswer> work) {
        return make(request, none -> {}, work);
    }

    /**
     * Makes one write and answers it; this node's readers have it by then.
     *
     * @param work reads, checks and changes, and logs the changes; may run several times
     * @throws org.offprint.kernel.faults.ProblemException whatever the work ends with; 503 where it could not be done
     */
    public <T> Reply<T> answer(WriteRequest request, JsonBody body, Function<Write, WriteAnswer> work) {
        return make(request, digest -> body.text().addTo(digest), work);
    }

    /**
     * Makes one write whose body was taken elsewhere.
     *
     * @param digest of the body: another one under the same Idempotency-Key is refused
     */
    public <T> Reply<T> answer(WriteRequest request, String digest, Function<Write, WriteAnswer> work) {
        return make(request, all -> all.update(digest.getBytes(StandardCharsets.UTF_8)), work);
    }

    private <T> Reply<T> make(WriteRequest request, Consumer<MessageDigest> body, Function<Write, WriteAnswer> work) {
        String key = request.key();
        if (request.isValidateOnly()) {
            return rehearsed(writes.rehearse(work)).toReply(request.isMinimal());
        }
        Function<Write, WriteAnswer> kept = key == null ? work : once(request.operation(), key, body, work);
        return writes.makeForReaders(kept).toReply(request.isMinimal());
    }

    /** Returns the stored answer of this key, or does the work and stores its answer. */
    private Function<Write, WriteAnswer> once(
            String operation, String key, Consumer<MessageDigest> body, Function<Write, WriteAnswer> work) {
        byte[] scope = IdempotentAnswers.scope(caller.keyId(), operation, key);
        return write -> {
            Optional<WriteAnswer> earlier = idempotentAnswers.claim(scope, body);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            WriteAnswer answer = work.apply(write);
            entities.flush();
            idempotentAnswers.keep(scope, body, answer);
            return answer;
        };
    }

    /** Without headers, because no such place or state comes into being. */
    private static WriteAnswer rehearsed(WriteAnswer answer) {
        int status = answer.status();
        boolean isToBe = status == 201 || status == 202;
        return new WriteAnswer(isToBe ? 200 : status, Map.of(), answer.body());
    }
}
