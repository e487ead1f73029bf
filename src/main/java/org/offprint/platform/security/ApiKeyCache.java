package org.offprint.platform.security;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.people.RightsChanges;
import org.offprint.platform.people.SecretCache;

/**
 * Finds API keys by the hash of their secret. A lookup is one indexed SELECT, whose result is cached for some seconds.
 */
@Singleton
class ApiKeyCache {

    private static final String SELECT =
            "select id, name, role, journals, expires_at, revoked_at from api_key where hash = ?";

    private final SecretCache<CachedKey> checked;

    ApiKeyCache(Sql sql, RightsChanges changes) {
        checked = new SecretCache<>("key", hash -> sql.first(SELECT, ApiKeyCache::read, hash));
        changes.onChange(checked::clear);
    }

    /**
     * Returns the cached API key for the hash of a secret. Returns null on a cache miss, after which the caller must
     * use {@link #find}.
     */
    Optional<CachedKey> cached(byte[] hash) {
        return checked.cached(hash);
    }

    /**
     * Finds an API key in the cache or in the database by the hash of its secret. The call may block. Throws a 503
     * problem if the database does not respond.
     */
    Optional<CachedKey> find(byte[] hash) {
        return checked.find(hash);
    }

    private static CachedKey read(ResultSet row) throws SQLException {
        Array journals = row.getArray("journals");
        return new CachedKey(
                Sql.uuid(row, "id"),
                row.getString("name"),
                row.getString("role"),
                journals == null ? null : Set.of((UUID[]) journals.getArray()),
                Sql.instant(row, "expires_at"),
                Sql.instant(row, "revoked_at"));
    }
}
