package org.offprint.platform.people;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.database.sql.Sql;

/**
 * The sessions of people. A session is in the database under the SHA-256 of its secret, so that every node knows it and
 * nobody can take it from a backup; a node remembers it for five seconds (one that is unknown for one), or until any node
 * changes rights. What changes a session is within {@link RightsChanges#make}.
 */
@Singleton
public class Sessions {

    /** The browsers that a person is signed in with at a time; the oldest session ends where there are more. */
    private static final int MOST_OF_A_PERSON = 20;

    private static final String SELECT = "select p.id, p.name, p.role, p.journals, s.expires_at from person_session s"
            + " join person p on p.id = s.person where s.hash = ? and s.expires_at > now()";
    private static final String END_OLDEST = "delete from person_session where hash in (select hash from person_session"
            + " where person = ? order by started_at desc offset " + MOST_OF_A_PERSON + ")";

    private final Sql sql;
    private final Duration length;
    private final CheckedSecrets<SignedIn> checked;

    Sessions(Sql sql, RightsChanges changes, @ConfigProperty(name = "offprint.sign-in.session") Duration length) {
        this.sql = sql;
        this.length = length;
        checked = new CheckedSecrets<>("session", hash -> sql.first(SELECT, Sessions::read, hash));
        changes.onChange(checked::forgetAll);
    }

    /** Returns how long a session is good for. */
    public Duration length() {
        return length;
    }

    /** Begins a session and returns its secret, which is stored nowhere. Needs a transaction. */
    public String begin(UUID person) {
        String secret = RandomSecret.make();
        Instant now = Instant.now();
        sql.update("delete from person_session where expires_at <= now()");
        sql.update(
                "insert into person_session (hash, person, started_at, expires_at) values (?, ?, ?, ?)",
                RandomSecret.hash(secret),
                person,
                now,
                now.plus(length));
        sql.update(END_OLDEST, person);
        return secret;
    }

    /** Reports whether a cookie can hold a session at all; others need no lookup. */
    public static boolean isWellFormed(String secret) {
        return RandomSecret.isWellFormed(secret);
    }

    /** Returns the remembered session of a secret; null for none, so that the database must be asked. */
    public Optional<SignedIn> recall(String secret) {
        return current(checked.recall(RandomSecret.hash(secret)));
    }

    /** The session unless it has ended since it was remembered; null for null. */
    private static Optional<SignedIn> current(Optional<SignedIn> session) {
        return session == null ? null : session.filter(each -> each.expiresAt().isAfter(Instant.now()));
    }

    /**
     * Finds a session, in the database if need be, blocking.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 where the database does not answer
     */
    public Optional<SignedIn> find(String secret) {
        return current(checked.find(RandomSecret.hash(secret)));
    }

    private static SignedIn read(ResultSet row) throws SQLException {
        Array journals = row.getArray("journals");
        return new SignedIn(
                Sql.uuid(row, "id"),
                row.getString("name"),
                new Rights(row.getString("role"), journals == null ? null : Set.of((UUID[]) journals.getArray())),
                Sql.instant(row, "expires_at"));
    }

    /** Ends a session, whether it is known or not. */
    public void end(String secret) {
        if (RandomSecret.isWellFormed(secret)) {
            sql.update("delete from person_session where hash = ?", RandomSecret.hash(secret));
        }
    }

    /** Ends all sessions of a person. */
    public int endAllOf(UUID person) {
        return sql.update("delete from person_session where person = ?", person);
    }
}
