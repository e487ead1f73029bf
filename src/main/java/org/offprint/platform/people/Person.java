package org.offprint.platform.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.identifiers.Ids;

/**
 * Person who has signed in or was invited. Persons are identified by the provider's subject identifier and never by
 * e-mail address, because an e-mail address can later belong to another account.
 */
@Entity
@Table(name = "person")
public class Person {

    @Id
    public UUID id;

    /** Issuer of the provider without a trailing slash; null while an invitation by link is open. */
    @Column
    public String issuer;

    /**
     * Subject identifier of the person at the provider (OpenID Connect Core 1.0, section 2, {@code sub}); null while an
     * invitation by link is open.
     */
    @Column
    public String subject;

    /** Name from the provider at the last sign-in, or from the invitation. */
    @Column(nullable = false)
    public String name;

    /** {@code admin} or {@code editor}; null for no rights. */
    @Column
    public String role;

    /** Journals that an editor may edit; null for all. */
    @Column
    public UUID[] journals;

    /** SHA-256 of the secret of an open invitation; null for none. */
    @Column
    byte[] invitation;

    /** Expiry time of the invitation; null for none. */
    @Column(name = "invited_until")
    public Instant invitedUntil;

    @Column(name = "created_at", nullable = false, updatable = false)
    public Instant createdAt;

    /** Time of the last sign-in; null for none. */
    @Column(name = "signed_in_at")
    public Instant signedInAt;

    protected Person() {}

    Person(String name) {
        this.id = Ids.next();
        this.name = name;
        // PostgreSQL stores microseconds, so that this response and later reads have the same value.
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Returns the rights of the person. */
    public Rights rights() {
        return new Rights(role, journals == null ? null : Set.of(journals));
    }

    /** Replaces the rights. Call this only within {@link RightsChanges#apply}. */
    public void setRights(Rights rights) {
        role = rights.role();
        journals = rights.journals() == null ? null : rights.journals().toArray(UUID[]::new);
    }
}
