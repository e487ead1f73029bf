package org.offprint.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.database.sql.Sql;
import org.offprint.database.sql.SqlException;
import org.offprint.http.problem.Problems;

/**
 * Finds keys by the hash of their secret: one indexed SELECT, remembered for five seconds (an unknown key for one), so that
 * a busy key costs no statement a request and one revoked on another node is refused soon.
 */
@Singleton
class KeyRing {

    private static final Logger LOG = Logger.getLogger(KeyRing.class);
    private static final Duration KNOWN = Duration.ofSeconds(5);
    private static final Duration UNKNOWN = Duration.ofSeconds(1);
    private static final int REMEMBERED = 10_000;
    private static final int RETRY_SECONDS = 5;
    private static final String SELECT =
            "select id, name, role, journals, expires_at, revoked_at from api_key where hash = ?";

    private final Sql sql;
    private final Cache<ByteBuffer, Optional<KnownKey>> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfter(
                    Expiry.<ByteBuffer, Optional<KnownKey>>creating((hash, key) -> key.isPresent() ? KNOWN : UNKNOWN))
            .build();

    KeyRing(Sql sql) {
        this.sql = sql;
    }

    /** Returns the cached key; null for none, so that the database must be asked. */
    Optional<KnownKey> recall(byte[] hash) {
        return remembered.getIfPresent(ByteBuffer.wrap(hash));
    }

    /** Finds a key, in the database if need be, blocking. 503 if it does not answer. */
    Optional<KnownKey> find(byte[] hash) {
        // Loading inside the cache makes forget() wait for a SELECT under way, so that it cannot bring a key back.
        return remembered.get(ByteBuffer.wrap(hash), any -> select(hash));
    }

    private Optional<KnownKey> select(byte[] hash) {
        try {
            return sql.first(SELECT, KeyRing::read, hash);
        } catch (SqlException e) {
            // Whatever the reason, it says nothing about the key: not 401, and not as if there were none.
            LOG.warnf("A key could not be checked: %s", e.getMessage());
            throw Problems.unavailable("The key cannot be checked right now.", RETRY_SECONDS);
        }
    }

    private static KnownKey read(ResultSet row) throws SQLException {
        Array journals = row.getArray("journals");
        return new KnownKey(
                Sql.uuid(row, "id"),
                row.getString("name"),
                row.getString("role"),
                journals == null ? null : Set.of((UUID[]) journals.getArray()),
                Sql.instant(row, "expires_at"),
                Sql.instant(row, "revoked_at"));
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) ApiKeyRepository.Revocation revocation) {
        remembered.invalidate(ByteBuffer.wrap(revocation.hash()));
    }
}
