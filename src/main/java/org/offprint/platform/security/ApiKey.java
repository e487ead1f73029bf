package org.offprint.platform.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.audit.Actor;
import org.offprint.platform.audit.AuditedObject;

/**
 * Issued API key. It contains only the SHA-256 of its secret. The secret is shown only once, when {@link
 * ApiKeyRepository#issue} creates the key.
 */
@Entity
@Table(name = "api_key")
public class ApiKey {

    @Id
    public UUID id;

    /** Display name: the owner or purpose of the key. */
    @Column(nullable = false, updatable = false)
    public String name;

    @Column(nullable = false, updatable = false)
    byte[] hash;

    /** One of {@link Role}. */
    @Column(nullable = false, updatable = false)
    public String role;

    /** Journals that an editor may edit; null for all, and always null for an admin. */
    @Column(updatable = false)
    public UUID[] journals;

    @Column(name = "created_at", nullable = false, updatable = false)
    public Instant createdAt;

    /** Time from which the key is rejected; null for never. */
    @Column(name = "expires_at", updatable = false)
    public Instant expiresAt;

    /** Time from which the revoked key is rejected; null if it is not revoked. */
    @Column(name = "revoked_at")
    public Instant revokedAt;

    /** Time of the last use, accurate to one minute; null if the key was never used. */
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
        // PostgreSQL stores microseconds, so that this response and later reads have the same value.
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Returns the key as an object of the audit trail. */
    public AuditedObject asAudited() {
        return AuditedObject.of(Actor.API_KEY, id, name);
    }

    /** Returns the state whose hash is stored in the audit trail: the rights and their validity, without the name. */
    public Object auditedState() {
        return new State(
                role, journals == null ? null : Stream.of(journals).sorted().toList(), expiresAt, revokedAt);
    }

    private record State(String role, List<UUID> journals, Instant expiresAt, Instant revokedAt) {}
}
