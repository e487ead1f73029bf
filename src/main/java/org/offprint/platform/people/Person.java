package org.offprint.platform.people;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.identifiers.Ids;

/**
 * Person who has signed in or was invited. A person is identified by the subject identifier of the identity provider,
 * and never by an email address, which could later belong to another account.
 */
@Entity
@Table(name = "person")
public class Person extends PanacheEntityBase {

    /** Validity period of an invitation. */
    public static final Duration INVITATION = Duration.ofDays(14);

    /** Retention period of persons without rights after their last sign-in, and of invitations after their expiry. */
    private static final Duration RETENTION = Duration.ofDays(90);

    @Id
    public UUID id;

    /** Issuer URL of the identity provider without a trailing slash; null until an invitation by link is accepted. */
    @Column
    public String issuer;

    /**
     * Subject identifier of the person at the identity provider (OpenID Connect Core 1.0, section 2, {@code sub}); null
     * until an invitation by link is accepted.
     */
    @Column
    public String subject;

    /** Name sent by the identity provider at the last sign-in, or name in the invitation. */
    @Column(nullable = false)
    public String name;

    /** Role of the person, {@code admin} or {@code editor}; null for a person without rights. */
    @Column
    public String role;

    /** Journals that an editor may edit; null for all journals. */
    @Column
    public UUID[] journals;

    /** SHA-256 of the secret of an open invitation; null if the person has no open invitation. */
    @Column
    byte[] invitation;

    /** Expiry time of an open invitation; null if the person has no open invitation. */
    @Column(name = "invited_until")
    public Instant invitedUntil;

    @Column(name = "created_at", nullable = false, updatable = false)
    public Instant createdAt;

    /** Time of the last sign-in; null if the person has never signed in. */
    @Column(name = "signed_in_at")
    public Instant signedInAt;

    protected Person() {}

    Person(String name) {
        this.id = Ids.next();
        this.name = name;
        // PostgreSQL stores times with microsecond precision. The time is truncated to microseconds, so that this
        // response and later reads return the same time.
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Invited person, with the secret of the invitation link, which is shown only once.
     *
     * @param secret secret of the invitation link; null if the invitation is for a specific account
     */
    public record Invitation(Person person, String secret) {}

    /** Locks persons against changes on all nodes until the transaction ends. */
    public static void lock() {
        // The cast is required because Hibernate has no type for an SQL void.
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended('person', 0)) as text)")
                .getSingleResult();
    }

    /** Returns the number of open invitations. */
    public static long countInvited() {
        return count("signedInAt is null");
    }

    /**
     * Returns a page of persons, ordered by id.
     *
     * @param from exclusive start position; null to start at the first id
     * @param backwards whether to return ids before {@code from}, nearest first, instead of ids after {@code from}
     */
    public static List<Person> page(UUID from, boolean backwards, int limit) {
        if (from == null) {
            return find("order by id").page(0, limit).list();
        }
        return find(backwards ? "id < ?1 order by id desc" : "id > ?1 order by id", from)
                .page(0, limit)
                .list();
    }

    /**
     * Returns the person with the given account, or empty if the owner of the account has neither signed in nor been
     * invited.
     */
    public static Optional<Person> findByAccount(String issuer, String subject) {
        return find("issuer = ?1 and subject = ?2", issuer, subject).firstResultOptional();
    }

    /** Creates an invitation by link, which can be accepted by anyone who has the returned secret. */
    public static Invitation invite(String name, Rights rights) {
        String secret = RandomSecret.make();
        Person person = invited(name, rights);
        person.invitation = RandomSecret.hash(secret);
        person.invitedUntil = Instant.now().plus(INVITATION).truncatedTo(ChronoUnit.MICROS);
        person.persist();
        return new Invitation(person, secret);
    }

    /** Invites the owner of an account at an identity provider. The account must not have been invited before. */
    public static Invitation invite(String name, Rights rights, String issuer, String subject) {
        Person person = invited(name, rights);
        person.issuer = issuer;
        person.subject = subject;
        person.persist();
        return new Invitation(person, null);
    }

    private static Person invited(String name, Rights rights) {
        Person person = new Person(name);
        person.setRights(rights);
        return person;
    }

    /**
     * Returns the person whose invitation link contains the given secret, or empty if there is none or the invitation
     * has expired.
     */
    public static Optional<Person> findByInvitation(String secret) {
        return RandomSecret.isWellFormed(secret)
                ? find("invitation = ?1 and invitedUntil > ?2", RandomSecret.hash(secret), Instant.now())
                        .firstResultOptional()
                : Optional.empty();
    }

    /**
     * Records a sign-in with the given account. The rights of an invitation are added to the existing rights of the
     * person. A new person without an invitation has no rights.
     *
     * @param name name from the identity provider; null to keep the stored name
     * @param rights rights from the identity provider, which replace all existing rights; null to keep the existing
     *     rights
     * @param invitation secret of an invitation link, which is ignored if invalid or expired; null for none
     */
    public static Person signIn(String issuer, String subject, String name, Rights rights, String invitation) {
        lock();
        deleteAbsent();
        Optional<Person> invited = findByInvitation(invitation);
        Optional<Person> known = findByAccount(issuer, subject);
        Person person = known.or(() -> invited).orElseGet(() -> new Person(subject));
        if (known.isPresent() && invited.isPresent()) {
            person.setRights(person.rights().with(invited.get().rights()));
            invited.get().delete();
        }
        person.issuer = issuer;
        person.subject = subject;
        person.invitation = null;
        person.invitedUntil = null;
        if (name != null) {
            person.name = name;
        }
        if (rights != null) {
            person.setRights(rights);
        }
        person.signedInAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        person.persist();
        return person;
    }

    private static void deleteAbsent() {
        Instant since = Instant.now().minus(RETENTION);
        delete("role is null and signedInAt < ?1", since);
        delete("signedInAt is null and invitedUntil < ?1", since);
    }

    /** Returns the rights of the person. */
    public Rights rights() {
        return new Rights(role, journals == null ? null : Set.of(journals));
    }

    /** Replaces the rights of a person. This method must be called only within {@link RightsChanges#apply}. */
    public void setRights(Rights rights) {
        role = rights.role();
        journals = rights.journals() == null ? null : rights.journals().toArray(UUID[]::new);
    }
}
