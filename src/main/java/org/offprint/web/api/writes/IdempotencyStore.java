package org.offprint.web.api.writes;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;

/** Stores the responses of write requests with an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header). */
@ApplicationScoped
class IdempotencyStore {

    private final Sql sql;

    IdempotencyStore(Sql sql) {
        this.sql = sql;
    }

    /** Returns a hash that identifies a write request of a caller. */
    static byte[] scope(UUID caller, String operation, String key) {
        return DigestUtils.sha256(caller + "\n" + operation + "\n" + key);
    }

    /**
     * Locks an Idempotency-Key and returns the response stored under it, if any. The call must be the first statement
     * of the transaction.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if the first request is still in progress; 422 if the
     *     first request had a different body
     */
    Optional<WriteResponse> claim(byte[] scope, Consumer<MessageDigest> body) {
        boolean obtained = sql.first(
                        "select pg_try_advisory_xact_lock(?)",
                        row -> row.getBoolean(1),
                        ByteBuffer.wrap(scope).getLong())
                .orElseThrow();
        if (!obtained) {
            throw Problems.conflict(
                            "The first request with this Idempotency-Key is still in progress",
                            "Repeat the request after one second.")
                    .withHeader("Retry-After", "1");
        }
        record Stored(byte[] bodyHash, WriteResponse answer) {}
        Optional<Stored> stored = sql.first(
                "select body_hash, status, headers, body from idempotent_answer"
                        + " where key_hash = ? and at > now() - interval '24 hours'",
                row -> new Stored(
                        row.getBytes("body_hash"),
                        new WriteResponse(
                                row.getInt("status"), headers(row.getString("headers")), row.getBytes("body"))),
                scope);
        if (stored.isPresent() && !Arrays.equals(stored.get().bodyHash(), hash(body))) {
            throw Problems.idempotencyConflict();
        }
        return stored.map(Stored::answer)
                .map(answer -> answer.body().length == 0
                        ? new WriteResponse(answer.status(), answer.headers(), null)
                        : answer);
    }

    /** Stores a response in the transaction of its write request. */
    void store(byte[] scope, Consumer<MessageDigest> body, WriteResponse answer) {
        sql.update(
                "insert into idempotent_answer (key_hash, body_hash, status, headers, body, at)"
                        + " values (?, ?, ?, ?::jsonb, ?, now())"
                        + " on conflict (key_hash) do update set body_hash = excluded.body_hash,"
                        + " status = excluded.status, headers = excluded.headers, body = excluded.body,"
                        + " at = excluded.at",
                scope,
                hash(body),
                answer.status(),
                new String(Json.write(answer.headers()), StandardCharsets.UTF_8),
                answer.body() == null ? new byte[0] : answer.body());
    }

    @Scheduled(every = "1h", delayed = "10m")
    void deleteExpired() {
        sql.update("delete from idempotent_answer where at < now() - interval '24 hours'");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> headers(String json) {
        return Json.read(json, Map.class);
    }

    private static byte[] hash(Consumer<MessageDigest> body) {
        MessageDigest sha256 = DigestUtils.getSha256Digest();
        body.accept(sha256);
        return sha256.digest();
    }
}
