package org.offprint.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
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

    private final AgroalDataSource database;
    private final Cache<ByteBuffer, Optional<KnownKey>> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfter(
                    Expiry.<ByteBuffer, Optional<KnownKey>>creating((hash, key) -> key.isPresent() ? KNOWN : UNKNOWN))
            .build();

    KeyRing(AgroalDataSource database) {
        this.database = database;
    }

    /** What is remembered of the key; null is nothing, so that the database must be asked. */
    Optional<KnownKey> recall(byte[] hash) {
        return remembered.getIfPresent(ByteBuffer.wrap(hash));
    }

    /** Asks the database if need be, blocking. 503 if it does not answer. */
    Optional<KnownKey> find(byte[] hash) {
        // Loading inside the cache makes forget() wait for a SELECT under way, so that it cannot bring a key back.
        return remembered.get(ByteBuffer.wrap(hash), any -> select(hash));
    }

    private Optional<KnownKey> select(byte[] hash) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setBytes(1, hash);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            LOG.warnf("A key could not be checked: %s", e.getMessage());
            throw Problems.unavailable("The key cannot be checked right now.", RETRY_SECONDS);
        }
    }

    private static KnownKey read(ResultSet row) throws SQLException {
        Array journals = row.getArray("journals");
        return new KnownKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("role"),
                journals == null ? null : Set.of((UUID[]) journals.getArray()),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("revoked_at")));
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) ApiKeyRepository.Revocation revocation) {
        remembered.invalidate(ByteBuffer.wrap(revocation.hash()));
    }
}
