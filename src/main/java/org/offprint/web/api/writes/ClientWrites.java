package org.offprint.web.api.writes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Caller;

/**
 * Runs the writes of clients. Within the transaction, the lock of the Idempotency-Key is acquired first, then the write
 * runs. Afterwards, all changes are flushed, the response is stored under its key, and the change log is written.
 */
@ApplicationScoped
public class ClientWrites {

    private final Writes writes;
    private final EntityManager entities;
    private final IdempotencyStore idempotentAnswers;
    private final Caller caller;

    ClientWrites(Writes writes, EntityManager entities, IdempotencyStore idempotentAnswers, Caller caller) {
        this.writes = writes;
        this.entities = entities;
        this.idempotentAnswers = idempotentAnswers;
        this.caller = caller;
    }

    /**
     * Runs one write without a body. In all other respects, equals {@link #answer(WriteRequest, JsonBody, Function)}.
     */
    public <T> Reply<T> answer(WriteRequest request, Function<WriteContext, WriteResponse> work) {
        return make(request, none -> {}, work);
    }

    /**
     * Runs one write and returns its response. When the method returns, reads on this node include the changes.
     *
     * @param work reads, validates and changes records, and logs the changes; may run several times because of retries
     * @throws org.offprint.kernel.faults.ProblemException the problem that the write reported; 503 if the write failed
     *     temporarily
     */
    public <T> Reply<T> answer(WriteRequest request, JsonBody body, Function<WriteContext, WriteResponse> work) {
        return make(request, digest -> body.text().addTo(digest), work);
    }

    /**
     * Runs one write whose body was already read.
     *
     * @param digest digest of the body; a request with the same Idempotency-Key but a different digest is rejected
     */
    public <T> Reply<T> answer(WriteRequest request, String digest, Function<WriteContext, WriteResponse> work) {
        return make(request, all -> all.update(digest.getBytes(StandardCharsets.UTF_8)), work);
    }

    private <T> Reply<T> make(
            WriteRequest request, Consumer<MessageDigest> body, Function<WriteContext, WriteResponse> work) {
        String key = request.key();
        if (request.isValidateOnly()) {
            return dryRun(writes.dryRun(work)).toReply(request.isMinimal());
        }
        Function<WriteContext, WriteResponse> kept =
                key == null ? work : idempotent(request.operation(), key, body, work);
        return writes.runForClient(kept).toReply(request.isMinimal());
    }

    /**
     * Wraps a write. If a response is stored under the Idempotency-Key, the wrapped write returns the stored response.
     * Otherwise, the wrapped write runs and stores its response.
     */
    private Function<WriteContext, WriteResponse> idempotent(
            String operation, String key, Consumer<MessageDigest> body, Function<WriteContext, WriteResponse> work) {
        byte[] scope = IdempotencyStore.scope(caller.keyId(), operation, key);
        return write -> {
            Optional<WriteResponse> earlier = idempotentAnswers.claim(scope, body);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            WriteResponse answer = work.apply(write);
            entities.flush();
            idempotentAnswers.store(scope, body, answer);
            return answer;
        };
    }

    /**
     * Returns the response to a dry run. The response has no headers, because neither the location nor the entity tag
     * exists.
     */
    private static WriteResponse dryRun(WriteResponse answer) {
        int status = answer.status();
        boolean isToBe = status == 201 || status == 202;
        return new WriteResponse(isToBe ? 200 : status, Map.of(), answer.body());
    }
}
