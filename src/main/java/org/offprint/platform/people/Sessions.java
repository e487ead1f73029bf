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
 * Sessions of signed-in persons. The database stores only the SHA-256 of a session's secret, so every node can check
 * the session, but a backup does not reveal the secret. Each node caches a session for five seconds (an unknown session
 * for one second), or until any node changes rights. Sessions must be changed only within {@link RightsChanges#apply}.
 */
@Singleton
public class Sessions {

    /** Maximum number of concurrent sessions per person. If a person starts another one, the oldest session ends. */
    private static final int MAX_PER_PERSON = 20;

    private static final String SELECT = "select p.id, p.name, p.role, p.journals, s.expires_at from person_session s"
            + " join person p on p.id = s.person where s.hash = ? and s.expires_at > now()";
    private static final String END_OLDEST = "delete from person_session where hash in (select hash from person_session"
            + " where person = ? order by started_at desc offset " + MAX_PER_PERSON + ")";

    private final Sql sql;
    private final Duration length;
    private final SecretCache<SessionPerson> checked;

    Sessions(Sql sql, RightsChanges changes, @ConfigProperty(name = "offprint.sign-in.session") Duration length) {
        this.sql = sql;
        this.length = length;
        checked = new SecretCache<>("session", hash -> sql.first(SELECT, Sessions::read, hash));
        changes.onChange(checked::clear);
    }

    /** Returns the lifetime of a session. */
    public Duration length() {
        return length;
    }

    /**
     * Starts a session and returns its secret, of which only the hash is stored. The caller must have started a
     * transaction.
     */
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

    /**
     * Returns whether a cookie value has the format of a session secret. A value in any other format requires no
     * database lookup.
     */
    public static boolean isWellFormed(String secret) {
        return RandomSecret.isWellFormed(secret);
    }

    /**
     * Returns the cached person for a session secret. Returns null on a cache miss, after which the caller must use
     * {@link #find}.
     */
    public Optional<SessionPerson> cached(String secret) {
        return current(checked.cached(RandomSecret.hash(secret)));
    }

    /**
     * Returns the person of a cached session, or empty if the session has expired since it was cached. Returns null if
     * {@code session} is null.
     */
    private static Optional<SessionPerson> current(Optional<SessionPerson> session) {
        return session == null ? null : session.filter(each -> each.expiresAt().isAfter(Instant.now()));
    }

    /**
     * Finds a session in the cache or in the database. The call may block.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if the database does not respond
     */
    public Optional<SessionPerson> find(String secret) {
        return current(checked.find(RandomSecret.hash(secret)));
    }

    private static SessionPerson read(ResultSet row) throws SQLException {
        Array journals = row.getArray("journals");
        return new SessionPerson(
                Sql.uuid(row, "id"),
                row.getString("name"),
                new Rights(row.getString("role"), journals == null ? null : Set.of((UUID[]) journals.getArray())),
                Sql.instant(row, "expires_at"));
    }

    /** Ends the session with the given secret, if it exists. */
    public void end(String secret) {
        if (RandomSecret.isWellFormed(secret)) {
            sql.update("delete from person_session where hash = ?", RandomSecret.hash(secret));
        }
    }

    /** Ends all sessions of a person and returns their number. */
    public int endAllOf(UUID person) {
        return sql.update("delete from person_session where person = ?", person);
    }
}
