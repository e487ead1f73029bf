package org.offprint.platform.people;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores persons who have signed in or are invited. Every method requires a transaction; changes of rights require one
 * of {@link RightsChanges}.
 */
@Singleton
public class PersonRepository implements PanacheRepositoryBase<Person, UUID> {

    /** Validity of an invitation. */
    public static final Duration INVITATION = Duration.ofDays(14);

    /** Retention of persons without rights after their last sign-in, and of invitations after their expiry. */
    private static final Duration RETENTION = Duration.ofDays(90);

    /** Locks persons against changes on all nodes until the transaction ends. */
    public void lock() {
        // The cast is required because Hibernate has no type for void.
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended('person', 0)) as text)")
                .getSingleResult();
    }

    /** Returns the number of open invitations. */
    public long countInvited() {
        return count("signedInAt is null");
    }

    /**
     * Returns persons ordered by id.
     *
     * @param from exclusive start position: returns later ids, or earlier ones if {@code backwards}, nearest first;
     *     null for the beginning
     */
    public List<Person> page(UUID from, boolean backwards, int limit) {
        if (from == null) {
            return find("order by id").page(0, limit).list();
        }
        return find(backwards ? "id < ?1 order by id desc" : "id > ?1 order by id", from)
                .page(0, limit)
                .list();
    }

    /** Returns the person with this account. Empty if the account has neither signed in nor been invited. */
    public Optional<Person> of(String issuer, String subject) {
        return find("issuer = ?1 and subject = ?2", issuer, subject).firstResultOptional();
    }

    /** Creates an invitation by link. Anyone with the returned secret can accept it. */
    public Invitation invite(String name, Rights rights) {
        String secret = RandomSecret.make();
        Person person = invited(name, rights);
        person.invitation = RandomSecret.hash(secret);
        person.invitedUntil = Instant.now().plus(INVITATION).truncatedTo(ChronoUnit.MICROS);
        persist(person);
        return new Invitation(person, secret);
    }

    /** Invites the holder of an account at a provider. The account must not have been invited before. */
    public Invitation invite(String name, Rights rights, String issuer, String subject) {
        Person person = invited(name, rights);
        person.issuer = issuer;
        person.subject = subject;
        persist(person);
        return new Invitation(person, null);
    }

    private static Person invited(String name, Rights rights) {
        Person person = new Person(name);
        person.setRights(rights);
        return person;
    }

    /** Returns the person who was invited by a link with this secret, if the invitation has not expired. */
    public Optional<Person> invitedBy(String secret) {
        return RandomSecret.isWellFormed(secret)
                ? find("invitation = ?1 and invitedUntil > ?2", RandomSecret.hash(secret), Instant.now())
                        .firstResultOptional()
                : Optional.empty();
    }

    /**
     * Records a sign-in of this account. An invitation adds its rights to the existing rights of the person. A new
     * person without an invitation has no rights.
     *
     * @param name name from the provider; null to keep the known name
     * @param rights rights from the provider, which replace all existing rights; null for none
     * @param invitation secret of a link; null for none. An invalid or expired secret is ignored
     */
    public Person signIn(String issuer, String subject, String name, Rights rights, String invitation) {
        lock();
        deleteAbsent();
        Optional<Person> invited = invitedBy(invitation);
        Optional<Person> known = of(issuer, subject);
        Person person = known.or(() -> invited).orElseGet(() -> new Person(subject));
        if (known.isPresent() && invited.isPresent()) {
            person.setRights(person.rights().with(invited.get().rights()));
            delete(invited.get());
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
        persist(person);
        return person;
    }

    private void deleteAbsent() {
        Instant since = Instant.now().minus(RETENTION);
        delete("role is null and signedInAt < ?1", since);
        delete("signedInAt is null and invitedUntil < ?1", since);
    }
}
