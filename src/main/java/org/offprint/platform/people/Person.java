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
 * A person who signed in, or is invited to. A provider's name for a person is what is compared, never an e-mail address,
 * which another account can have later.
 */
@Entity
@Table(name = "person")
public class Person {

    @Id
    public UUID id;

    /** The provider's issuer without a slash at its end; null while an invitation by link waits. */
    @Column
    public String issuer;

    /** The provider's name for the person (OpenID Connect Core 1.0, section 2, {@code sub}); null likewise. */
    @Column
    public String subject;

    /** The name as the provider gave it last, or as the invitation says it. */
    @Column(nullable = false)
    public String name;

    /** {@code admin} or {@code editor}; null is no rights. */
    @Column
    public String role;

    /** The journals an editor edits; null is all of them. */
    @Column
    public UUID[] journals;

    /** The SHA-256 of the secret of an invitation that is not used; null for none. */
    @Column
    byte[] invitation;

    /** The end of the invitation; null for none. */
    @Column(name = "invited_until")
    public Instant invitedUntil;

    @Column(name = "created_at", nullable = false, updatable = false)
    public Instant createdAt;

    /** The time of the last sign-in; null if there was none. */
    @Column(name = "signed_in_at")
    public Instant signedInAt;

    protected Person() {}

    Person(String name) {
        this.id = Ids.next();
        this.name = name;
        // PostgreSQL keeps microseconds: what is answered now is what is read later.
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Returns the rights of the person. */
    public Rights rights() {
        return new Rights(role, journals == null ? null : Set.of(journals));
    }

    /** Replaces the rights, within {@link RightsChanges#make}. */
    public void give(Rights rights) {
        role = rights.role();
        journals = rights.journals() == null ? null : rights.journals().toArray(UUID[]::new);
    }
}
