package org.offprint.web.api.writes;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;

/**
 * Runs the write requests of clients. Each transaction locks the Idempotency-Key, runs the write, flushes all changes,
 * stores the response under the key, and writes the change log.
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

    /** Runs a write request without a body, like {@link #answer(WriteRequest, JsonBody, Function)}. */
    public <T> Reply<T> answer(WriteRequest request, Function<WriteContext, WriteResponse> work) {
        return make(request, none -> {}, work);
    }

    /**
     * Runs a write request and returns its response. When this method returns, reads on this node include the changes.
     *
     * @param work reads, validates and changes records, and logs the changes; may run several times because of retries
     * @throws org.offprint.kernel.faults.ProblemException the problem that the write reported; 503 if the write failed
     *     temporarily
     */
    public <T> Reply<T> answer(WriteRequest request, JsonBody body, Function<WriteContext, WriteResponse> work) {
        return make(request, digest -> body.text().addTo(digest), work);
    }

    /**
     * Runs a write request whose body has already been read.
     *
     * @param digest digest of the body; a request with the same Idempotency-Key but a different digest is rejected
     */
    public <T> Reply<T> answer(WriteRequest request, String digest, Function<WriteContext, WriteResponse> work) {
        return make(request, all -> all.update(digest.getBytes(StandardCharsets.UTF_8)), work);
    }

    /** Change of a record that clients can replace or patch by its id. */
    public interface RecordChange {

        /**
         * Changes the record with the given id.
         *
         * @param sent request body, which may contain the revision on which the change is based
         * @param changed computes the new record from its current representation for editors
         */
        WriteResponse apply(
                String id, EditRequest request, JsonNode sent, UnaryOperator<JsonNode> changed, WriteContext write);
    }

    /** Replaces a record with the one in the request body. */
    public <T> Reply<T> replace(
            ParameterValue<UUID> id, EditRequest request, Body<? extends Record> body, RecordChange change) {
        return change(id, request, body, sent -> present -> sent, change);
    }

    /** Applies a patch to a record. */
    public <T> Reply<T> patch(ParameterValue<UUID> id, EditRequest request, Patch patch, RecordChange change) {
        return change(id, request, patch, patch::asFunction, change);
    }

    private <T> Reply<T> change(
            ParameterValue<UUID> id,
            EditRequest request,
            JsonBody body,
            Function<JsonNode, UnaryOperator<JsonNode>> changed,
            RecordChange change) {
        return answer(request, body, write -> {
            JsonNode sent = body.tree();
            return change.apply(id.text(), request, sent, changed.apply(sent), write);
        });
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
     * Wraps a write operation. If a response is already stored under the Idempotency-Key, that response is returned.
     * Otherwise, the operation runs and its response is stored.
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

    /** Returns the response to a dry run, without Location and ETag headers, because nothing was stored. */
    private static WriteResponse dryRun(WriteResponse answer) {
        int status = answer.status();
        boolean isToBe = status == 201 || status == 202;
        return new WriteResponse(isToBe ? 200 : status, Map.of(), answer.body());
    }
}
