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
 * A key that was handed out. Its secret is not in it, only the secret's SHA-256; the secret is shown once, when the key is
 * made by {@link ApiKeyRepository#issue}.
 */
@Entity
@Table(name = "api_key")
public class ApiKey {

    @Id
    public UUID id;

    /** For people: whose key it is, or what for. */
    @Column(nullable = false, updatable = false)
    public String name;

    @Column(nullable = false, updatable = false)
    byte[] hash;

    /** One of {@link Role}. */
    @Column(nullable = false, updatable = false)
    public String role;

    /** The journals an editor edits; null is all of them, and always so for an admin. */
    @Column(updatable = false)
    public UUID[] journals;

    @Column(name = "created_at", nullable = false, updatable = false)
    public Instant createdAt;

    /** From this instant on the key is refused; null is never. */
    @Column(name = "expires_at", updatable = false)
    public Instant expiresAt;

    /** Since when the key is refused; null while it is not revoked. */
    @Column(name = "revoked_at")
    public Instant revokedAt;

    /** Within a minute of its last use; null if it was never used. */
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
        // PostgreSQL keeps microseconds: what is answered now is what is read later.
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** The key as the audit trail names it. */
    public AuditedObject asAudited() {
        return AuditedObject.of(Actor.API_KEY, id, name);
    }

    /** The state of the key of which the audit trail keeps a hash: its rights and until when it has them, no name. */
    public Object auditedState() {
        return new State(
                role, journals == null ? null : Stream.of(journals).sorted().toList(), expiresAt, revokedAt);
    }

    private record State(String role, List<UUID> journals, Instant expiresAt, Instant revokedAt) {}
}
