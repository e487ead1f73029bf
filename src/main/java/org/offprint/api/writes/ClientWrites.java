package org.offprint.api.writes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.offprint.changes.Write;
import org.offprint.changes.Writes;
import org.offprint.http.caching.Reply;
import org.offprint.json.JsonText;
import org.offprint.security.Caller;

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
        return answer(request, null, work);
    }

    /**
     * Makes one write and answers it; this node's readers have it by then.
     *
     * @param body null for none
     * @param work reads, checks and changes, and logs the changes; may run several times
     * @throws org.offprint.http.problem.ProblemException whatever the work ends with; 503 where it could not be done
     */
    public <T> Reply<T> answer(WriteRequest request, JsonBody body, Function<Write, WriteAnswer> work) {
        String key = request.key();
        if (request.isValidateOnly()) {
            return rehearsed(writes.rehearse(work)).toReply(request.isMinimal());
        }
        Function<Write, WriteAnswer> kept = key == null
                ? work
                : once(request.operation(), key, body == null ? JsonText.empty() : body.text(), work);
        return writes.makeForReaders(kept).toReply(request.isMinimal());
    }

    /** Returns the stored answer of this key, or does the work and stores its answer. */
    private Function<Write, WriteAnswer> once(
            String operation, String key, JsonText body, Function<Write, WriteAnswer> work) {
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
        return new WriteAnswer(status == 201 ? 200 : status, Map.of(), answer.body());
    }
}
