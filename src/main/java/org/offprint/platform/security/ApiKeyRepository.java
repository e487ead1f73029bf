package org.offprint.platform.security;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Issued API keys, including revoked and expired ones. Every method requires a transaction. */
@Singleton
public class ApiKeyRepository implements PanacheRepositoryBase<ApiKey, UUID> {

    private static final String USABLE = "revokedAt is null and (expiresAt is null or expiresAt > ?1)";

    private final AdminKey adminKey;

    ApiKeyRepository(AdminKey adminKey) {
        this.adminKey = adminKey;
    }

    /** Locks the keys against changes on all nodes until the transaction ends. */
    public void lock() {
        // The cast is required because Hibernate has no type for void.
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended('api_key', 0)) as text)")
                .getSingleResult();
    }

    /** Returns all keys, newest first. */
    public List<ApiKey> newestFirst() {
        return list("order by createdAt desc, id desc");
    }

    /**
     * Returns whether this is the last key that can manage keys: there is no further valid admin key, and none in the
     * environment.
     */
    public boolean isLastAdmin(ApiKey key) {
        Instant now = Instant.now();
        return !adminKey.isSet()
                && count(USABLE + " and role = ?2 and id = ?3", now, Role.ADMIN, key.id) > 0
                && count(USABLE + " and role = ?2 and id <> ?3", now, Role.ADMIN, key.id) == 0;
    }

    /** Returns the id of the admin key from the environment, which is not stored. Empty if it is not set. */
    public Optional<UUID> environmentKey() {
        return adminKey.id();
    }

    /** Deletes the key that was revoked or expired first. Returns false if all keys are valid. */
    public boolean deleteOldestInvalid() {
        return find("not (" + USABLE + ") order by coalesce(revokedAt, expiresAt), id", Instant.now())
                .firstResultOptional()
                .map(key -> deleteById(key.id))
                .orElse(false);
    }

    /**
     * Creates a key and stores it without its secret.
     *
     * @param role one of {@link Role}
     * @param journals journals that an editor may edit; null for all
     * @param expiresAt expiry time; null for never
     */
    public IssuedKey issue(String name, String role, Collection<UUID> journals, Instant expiresAt) {
        String secret = Secret.make();
        ApiKey key = new ApiKey(name, role, journals, expiresAt, secret);
        persist(key);
        return new IssuedKey(key, secret);
    }

    /**
     * Revokes the key. Has no effect if it is already revoked. Call this only within {@link
     * org.offprint.platform.people.RightsChanges#apply}.
     */
    public void revoke(ApiKey key) {
        if (key.revokedAt == null) {
            key.revokedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        }
    }
}
