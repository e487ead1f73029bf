package org.offprint.platform.security;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.audit.Actor;
import org.offprint.platform.audit.AuditedObject;

/**
 * API key that was issued to a client. The secret of the key is shown only once, when {@link #issue} creates it. The
 * database stores only the SHA-256 of the secret. Every static method requires a transaction.
 */
@Entity
@Table(name = "api_key")
public class ApiKey extends PanacheEntityBase {

    private static final String USABLE = "revokedAt is null and (expiresAt is null or expiresAt > ?1)";

    @Id
    public UUID id;

    /** Display name, which describes the owner or purpose of the API key. */
    @Column(nullable = false, updatable = false)
    public String name;

    @Column(nullable = false, updatable = false)
    byte[] hash;

    /** Role of the API key, a constant of {@link Role}. */
    @Column(nullable = false, updatable = false)
    public String role;

    /** Journals that an editor may edit; null for all journals, and always null for an admin. */
    @Column(updatable = false)
    public UUID[] journals;

    @Column(name = "created_at", nullable = false, updatable = false)
    public Instant createdAt;

    /** Expiry time, from which the API key is rejected; null if it does not expire. */
    @Column(name = "expires_at", updatable = false)
    public Instant expiresAt;

    /** Time at which the API key was revoked; null if it is not revoked. */
    @Column(name = "revoked_at")
    public Instant revokedAt;

    /** Time at which the API key was last used, accurate to one minute; null if it was never used. */
    @Column(name = "last_used_at", insertable = false, updatable = false)
    public Instant lastUsedAt;

    protected ApiKey() {}

    ApiKey(String name, String role, Collection<UUID> journals, Instant expiresAt, String secret) {
        this.id = Ids.next();
        this.name = name;
        this.role = role;
        this.journals = journals == null ? null : journals.stream().distinct().toArray(UUID[]::new);
        this.expiresAt = expiresAt;
        this.hash = Secret.hash(secret);
        // PostgreSQL stores times with microsecond precision. The time is truncated to microseconds, so that this
        // response and later reads return the same time.
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * New API key with its secret, which is not stored and cannot be retrieved again.
     *
     * @param secret value that clients send as {@code Authorization: Bearer <secret>}
     */
    public record Issued(ApiKey key, String secret) {

        @Override
        public String toString() {
            return "Issued[" + key.id + "]"; // The secret is omitted, so that it never appears in a log.
        }
    }

    /** Locks all API keys against changes on all nodes until the transaction ends. */
    public static void lock() {
        // The cast is required because Hibernate has no type for an SQL void.
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended('api_key', 0)) as text)")
                .getSingleResult();
    }

    /** Returns all API keys, newest first. */
    public static List<ApiKey> newestFirst() {
        return list("order by createdAt desc, id desc");
    }

    /** Deletes the API key that was revoked or expired first. Returns false if all keys are valid. */
    public static boolean deleteOldestInvalid() {
        Optional<ApiKey> oldest = find(
                        "not (" + USABLE + ") order by coalesce(revokedAt, expiresAt), id", Instant.now())
                .firstResultOptional();
        oldest.ifPresent(key -> key.delete());
        return oldest.isPresent();
    }

    /**
     * Creates an API key and stores it without its secret.
     *
     * @param role one of {@link Role}
     * @param journals journals that an editor may edit; null for all journals
     * @param expiresAt expiry time; null if the key does not expire
     */
    public static Issued issue(String name, String role, Collection<UUID> journals, Instant expiresAt) {
        String secret = Secret.make();
        ApiKey key = new ApiKey(name, role, journals, expiresAt, secret);
        key.persist();
        return new Issued(key, secret);
    }

    /** Returns whether this API key is the only valid admin key in the database. */
    public boolean isLastAdmin() {
        Instant now = Instant.now();
        return count(USABLE + " and role = ?2 and id = ?3", now, Role.ADMIN, id) > 0
                && count(USABLE + " and role = ?2 and id <> ?3", now, Role.ADMIN, id) == 0;
    }

    /**
     * Revokes the API key, unless it is already revoked. This method must be called only within {@link
     * org.offprint.platform.people.RightsChanges#apply}.
     */
    public void revoke() {
        if (revokedAt == null) {
            revokedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** Returns the object that represents this API key in the audit trail. */
    public AuditedObject asAudited() {
        return AuditedObject.of(Actor.API_KEY, id, name);
    }

    /**
     * Returns the state of the API key from which the hash in the audit trail is computed. The state consists of the
     * rights and their validity period, without the name.
     */
    public Object auditedState() {
        return new State(
                role, journals == null ? null : Stream.of(journals).sorted().toList(), expiresAt, revokedAt);
    }

    private record State(String role, List<UUID> journals, Instant expiresAt, Instant revokedAt) {}
}
