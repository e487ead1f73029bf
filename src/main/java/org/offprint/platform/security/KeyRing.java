package org.offprint.platform.security;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.people.CheckedSecrets;
import org.offprint.platform.people.RightsChanges;

/** Finds keys by the hash of their secret: one indexed SELECT, cached for some seconds. */
@Singleton
class KeyRing {

    private static final String SELECT =
            "select id, name, role, journals, expires_at, revoked_at from api_key where hash = ?";

    private final CheckedSecrets<KnownKey> checked;

    KeyRing(Sql sql, RightsChanges changes) {
        checked = new CheckedSecrets<>("key", hash -> sql.first(SELECT, KeyRing::read, hash));
        changes.onChange(checked::forgetAll);
    }

    /** Returns the cached key. Returns null on a cache miss; use {@link #find} then. */
    Optional<KnownKey> recall(byte[] hash) {
        return checked.recall(hash);
    }

    /** Finds a key in the cache or in the database. May block. Throws 503 if the database does not respond. */
    Optional<KnownKey> find(byte[] hash) {
        return checked.find(hash);
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
}
