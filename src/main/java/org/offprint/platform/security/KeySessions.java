package org.offprint.platform.security;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.audit.Actor;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.people.RandomSecret;
import org.offprint.platform.people.RightsChanges;
import org.offprint.platform.people.SecretCache;

/**
 * Browser sessions of API keys, used mainly if no sign-in provider is configured. The editor pastes the key once, and the browser
 * then sends a random value in a cookie. The database stores only the SHA-256 of this value. A session ends with its key.
 */
@Singleton
public class KeySessions {

    /** Path of the pages that accept sessions of API keys. The API does not accept them. */
    public static final String PATH = "/desk";

    private static final int MAX_PER_KEY = 20;

    private static final String SELECT = "select s.key, k.id, k.name, k.role, k.journals, k.revoked_at,"
            + " least(k.expires_at, s.expires_at) as ends_at from key_session s left join api_key k on k.id = s.key"
            + " where s.hash = ? and s.expires_at > now()";
    private static final String END_OLDEST = "delete from key_session where hash in (select hash from key_session"
            + " where key = ? order by started_at desc offset " + MAX_PER_KEY + ")";

    private final Sql sql;
    private final AdminKey adminKey;
    private final ApiKeyCache keys;
    private final RightsChanges changes;
    private final Audit audit;
    private final Duration length;
    private final SecretCache<CachedKey> checked;

    KeySessions(
            Sql sql,
            AdminKey adminKey,
            ApiKeyCache keys,
            RightsChanges changes,
            Audit audit,
            @ConfigProperty(name = "offprint.sign-in.session") Duration length) {
        this.sql = sql;
        this.adminKey = adminKey;
        this.keys = keys;
        this.changes = changes;
        this.audit = audit;
        this.length = length;
        checked = new SecretCache<>(
                "session", hash -> sql.first(SELECT, this::read, hash).filter(key -> key.id() != null));
        changes.onChange(checked::clear);
    }

    /** Returns the lifetime of a session. */
    public Duration length() {
        return length;
    }

    /**
     * Starts a session of an API key and returns the secret of the session.
     *
     * @param text key as pasted by the editor
     * @throws org.offprint.kernel.faults.ProblemException 401 if the key is unknown, revoked, expired, or may not edit
     *     any journal
     */
    public String begin(String text) {
        // Keys from the environment are compared as the bytes of a request header.
        String token = new String(text.strip().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        CachedKey key = adminKey.open(token)
                .or(() -> Secret.isWellFormed(token) ? keys.find(Secret.hash(token)) : Optional.empty())
                .orElseThrow(() -> Problems.unauthenticated("The API key is unknown."));
        key.refusal(Instant.now()).ifPresent(reason -> {
            throw Problems.unauthenticated(reason);
        });
        if (!Role.edits(key.role())) {
            throw Problems.unauthenticated("The API key may not edit any journal.");
        }
        String secret = RandomSecret.make();
        changes.run(() -> {
            Instant now = Instant.now();
            sql.update("delete from key_session where expires_at <= now()");
            sql.update(
                    "insert into key_session (hash, key, started_at, expires_at) values (?, ?, ?, ?)",
                    RandomSecret.hash(secret),
                    key.id(),
                    now,
                    now.plus(length));
            sql.update(END_OLDEST, key.id());
            Actor actor = Actor.apiKey(key.id(), key.name());
            audit.record(actor, "api-key.signed-in", AuditedObject.of(Actor.API_KEY, key.id(), key.name()), null, null);
        });
        return secret;
    }

    /** Ends the session with the given secret, if it exists. */
    public void end(String secret) {
        if (RandomSecret.isWellFormed(secret)) {
            changes.run(() -> sql.update("delete from key_session where hash = ?", RandomSecret.hash(secret)));
        }
    }

    /**
     * Returns the cached API key of a session. Returns null on a cache miss, after which the caller must use {@link
     * #find}.
     */
    Optional<CachedKey> cached(String secret) {
        return valid(checked.cached(RandomSecret.hash(secret)));
    }

    /** Finds the API key of a session in the cache or in the database. The call may block. */
    Optional<CachedKey> find(String secret) {
        return valid(checked.find(RandomSecret.hash(secret)));
    }

    private static Optional<CachedKey> valid(Optional<CachedKey> key) {
        return key == null
                ? null
                : key.filter(each -> each.refusal(Instant.now()).isEmpty());
    }

    private CachedKey read(ResultSet row) throws SQLException {
        Instant endsAt = Sql.instant(row, "ends_at");
        Optional<CachedKey> admin = adminKey.of(Sql.uuid(row, "key"));
        if (admin.isPresent()) {
            CachedKey key = admin.get();
            return new CachedKey(key.id(), key.name(), key.role(), null, endsAt, null);
        }
        Array journals = row.getArray("journals");
        return new CachedKey(
                Sql.uuid(row, "id"),
                row.getString("name"),
                row.getString("role"),
                journals == null ? null : Set.of((UUID[]) journals.getArray()),
                endsAt,
                Sql.instant(row, "revoked_at"));
    }
}
