package org.offprint.platform.security;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The keys that were handed out, the refused ones too. Every method needs a transaction. */
@Singleton
public class ApiKeyRepository implements PanacheRepositoryBase<ApiKey, UUID> {

    private static final String USABLE = "revokedAt is null and (expiresAt is null or expiresAt > ?1)";

    private final AdminKey adminKey;

    ApiKeyRepository(AdminKey adminKey) {
        this.adminKey = adminKey;
    }

    /** Makes those who add or revoke keys, on any node, take turns until their transactions end. */
    public void lock() {
        // The cast: Hibernate has no type for void.
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended('api_key', 0)) as text)")
                .getSingleResult();
    }

    /** All keys, the newest first. */
    public List<ApiKey> newestFirst() {
        return list("order by createdAt desc, id desc");
    }

    /**
     * Reports whether this is the last key that can manage keys: no other admin key is good and the environment sets
     * none.
     */
    public boolean isLastAdmin(ApiKey key) {
        Instant now = Instant.now();
        return !adminKey.isSet()
                && count(USABLE + " and role = ?2 and id = ?3", now, Role.ADMIN, key.id) > 0
                && count(USABLE + " and role = ?2 and id <> ?3", now, Role.ADMIN, key.id) == 0;
    }

    /** Returns the id of the key of the environment, which is stored nowhere; empty where none is set. */
    public Optional<UUID> environmentKey() {
        return adminKey.id();
    }

    /** Deletes the key that has been useless longest; false if every key is good. */
    public boolean dropOldestRefused() {
        return find("not (" + USABLE + ") order by coalesce(revokedAt, expiresAt), id", Instant.now())
                .firstResultOptional()
                .map(key -> deleteById(key.id))
                .orElse(false);
    }

    /**
     * Makes a key and stores it without its secret.
     *
     * @param role one of {@link Role}
     * @param journals what an editor edits; null is all
     * @param expiresAt null is never
     */
    public IssuedKey issue(String name, String role, Collection<UUID> journals, Instant expiresAt) {
        String secret = Secret.make();
        ApiKey key = new ApiKey(name, role, journals, expiresAt, secret);
        persist(key);
        return new IssuedKey(key, secret);
    }

    /**
     * Refuses the key from now on, within {@link org.offprint.platform.people.RightsChanges#make}. A key that is revoked already
     * stays as it is.
     */
    public void revoke(ApiKey key) {
        if (key.revokedAt == null) {
            key.revokedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        }
    }
}
