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
 * The people who signed in or are invited. Every method needs a transaction, and what changes rights that of {@link
 * RightsChanges}.
 */
@Singleton
public class PersonRepository implements PanacheRepositoryBase<Person, UUID> {

    /** How long an invitation can be taken up. */
    public static final Duration INVITATION = Duration.ofDays(14);

    /** People without rights are forgotten when they stayed away so long, and invitations so long after their end. */
    private static final Duration FORGOTTEN = Duration.ofDays(90);

    /** Makes those who change people, on any node, take turns until their transactions end. */
    public void lock() {
        // The cast: Hibernate has no type for void.
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended('person', 0)) as text)")
                .getSingleResult();
    }

    /** Counts invitations that are not taken up. */
    public long countInvited() {
        return count("signedInAt is null");
    }

    /**
     * Returns people in the order of their ids.
     *
     * @param from the id that they follow, or precede where {@code backwards}, nearest first; null for the beginning
     */
    public List<Person> page(UUID from, boolean backwards, int limit) {
        if (from == null) {
            return find("order by id").page(0, limit).list();
        }
        return find(backwards ? "id < ?1 order by id desc" : "id > ?1 order by id", from)
                .page(0, limit)
                .list();
    }

    /** Returns the person of this account; empty where nobody signed in with it, nor was invited by it. */
    public Optional<Person> of(String issuer, String subject) {
        return find("issuer = ?1 and subject = ?2", issuer, subject).firstResultOptional();
    }

    /** Invites whoever has the link with the secret that this returns. */
    public Invited invite(String name, Rights rights) {
        String secret = RandomSecret.make();
        Person person = invited(name, rights);
        person.invitation = RandomSecret.hash(secret);
        person.invitedUntil = Instant.now().plus(INVITATION).truncatedTo(ChronoUnit.MICROS);
        persist(person);
        return new Invited(person, secret);
    }

    /** Invites the holder of this account of a provider, whom nobody may have invited before. */
    public Invited invite(String name, Rights rights, String issuer, String subject) {
        Person person = invited(name, rights);
        person.issuer = issuer;
        person.subject = subject;
        persist(person);
        return new Invited(person, null);
    }

    private static Person invited(String name, Rights rights) {
        Person person = new Person(name);
        person.give(rights);
        return person;
    }

    /** Returns who was invited by a link with this secret, while it can be taken up. */
    public Optional<Person> invitedBy(String secret) {
        return RandomSecret.isWellFormed(secret)
                ? find("invitation = ?1 and invitedUntil > ?2", RandomSecret.hash(secret), Instant.now())
                        .firstResultOptional()
                : Optional.empty();
    }

    /**
     * Notes that the holder of this account signed in. An invitation adds its rights to those that the person has; a
     * person who is new and not invited has none.
     *
     * @param name as the provider gives it; null keeps the name that is known
     * @param rights as the provider gives them, in place of all others; null where it gives none
     * @param invitation the secret of a link; null for none, and one that cannot be taken up changes nothing
     */
    public Person signIn(String issuer, String subject, String name, Rights rights, String invitation) {
        lock();
        forgetAbsent();
        Optional<Person> invited = invitedBy(invitation);
        Optional<Person> known = of(issuer, subject);
        Person person = known.or(() -> invited).orElseGet(() -> new Person(subject));
        if (known.isPresent() && invited.isPresent()) {
            person.give(person.rights().with(invited.get().rights()));
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
            person.give(rights);
        }
        person.signedInAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        persist(person);
        return person;
    }

    private void forgetAbsent() {
        Instant since = Instant.now().minus(FORGOTTEN);
        delete("role is null and signedInAt < ?1", since);
        delete("signedInAt is null and invitedUntil < ?1", since);
    }
}
