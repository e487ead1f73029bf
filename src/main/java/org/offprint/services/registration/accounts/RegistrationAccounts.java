package org.offprint.services.registration.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.SealedSecrets;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.TargetAccount;

/** Stores accounts, seals and opens their secrets, and keeps how the services do. */
@ApplicationScoped
public class RegistrationAccounts {

    /** The most accounts. */
    public static final int MOST = 1_000;

    /** So many failures of a service in a row open the breaker: then one file at a time finds out how it does. */
    public static final int FAILURES_TO_BREAK = 5;

    private static final Duration SHORTEST_BREAK = Duration.ofMinutes(5);
    private static final Duration LONGEST_BREAK = Duration.ofHours(1);

    /** A success is noted after so long; at once where the account is in trouble, or has a new secret. */
    private static final Duration NOTED_EVERY = Duration.ofSeconds(10);

    private static final String SELECT = "select a.*, s.changed_at as secret_changed_at,"
            + " a.store <> (select id from store) as restored from registration_account a"
            + " left join registration_secret s on s.account = a.id";

    private final Sql sql;
    private final SealedSecrets seals;

    RegistrationAccounts(Sql sql, SealedSecrets seals) {
        this.sql = sql;
        this.seals = seals;
    }

    private static RegistrationAccount read(ResultSet row) throws SQLException {
        boolean isRestored = row.getBoolean("restored");
        String base = row.getString("base_url");
        return new RegistrationAccount(
                Sql.uuid(row, "id"),
                Target.of(row.getString("target")),
                row.getString("name"),
                row.getBoolean("test"),
                base == null ? null : URI.create(base),
                Json.read(row.getString("settings"), AccountSettings.class),
                isRestored ? AccountState.PAUSED : AccountState.of(row.getString("state")),
                isRestored ? "restored" : row.getString("reason"),
                isRestored
                        ? "This store was restored from a backup. Two copies of one store must not both send: resume the"
                                + " account where the other copy sends nothing any more."
                        : row.getString("message"),
                row.getInt("failures"),
                Sql.instant(row, "breaker_until"),
                Sql.instant(row, "failing_since"),
                Sql.instant(row, "succeeded_at"),
                Sql.instant(row, "secret_changed_at"),
                row.getInt("revision"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }

    /** All accounts, in the order in which they were made. */
    public List<RegistrationAccount> all() {
        return sql.list(SELECT + " order by a.id limit ?", RegistrationAccounts::read, MOST);
    }

    /** Counts the accounts. */
    public long count() {
        return sql.first("select count(*) from registration_account", row -> row.getLong(1))
                .orElseThrow();
    }

    /** The accounts that may be sent to at this time. */
    public List<RegistrationAccount> open(Instant now) {
        return sql.list(
                SELECT + " where a.state = 'active' and a.store = (select id from store)"
                        + " and (a.breaker_until is null or a.breaker_until <= ?) order by a.id limit ?",
                RegistrationAccounts::read,
                now,
                MOST);
    }

    /** The account with this id. */
    public Optional<RegistrationAccount> find(UUID id) {
        return sql.first(SELECT + " where a.id = ?", RegistrationAccounts::read, id);
    }

    /** Returns the account, locked until the transaction ends. */
    public Optional<RegistrationAccount> lock(UUID id) {
        return sql.first(SELECT + " where a.id = ? for no key update of a", RegistrationAccounts::read, id);
    }

    /** Waits for others who make or remove accounts until the transaction ends. */
    public void lockAll() {
        sql.list("select pg_advisory_xact_lock(hashtextextended('registration-accounts', 0))", row -> null);
    }

    /** Stores a new account, active. */
    public void add(
            UUID id, Target target, String name, boolean test, URI base, AccountSettings settings, Instant now) {
        sql.update(
                "insert into registration_account (id, target, name, test, base_url, settings, state, store, revision,"
                        + " created_at, updated_at) select ?, ?, ?, ?, ?, ?::jsonb, 'active', id, 1, ?, ? from store",
                id,
                target.word(),
                name,
                test,
                base == null ? null : base.toString(),
                text(settings),
                now,
                now);
    }

    /** Stores what an administrator wrote of an account. */
    public void replace(UUID id, String name, URI base, AccountSettings settings, Instant now) {
        sql.update(
                "update registration_account set name = ?, base_url = ?, settings = ?::jsonb, revision = revision + 1,"
                        + " updated_at = ? where id = ?",
                name,
                base == null ? null : base.toString(),
                text(settings),
                now,
                id);
    }

    /** Deletes an account with all that is known of its registrations; at the services everything stays. */
    public void delete(UUID id) {
        sql.update(
                "delete from registration_attempt_item where registration in"
                        + " (select id from registration where account = ?)",
                id);
        sql.update("delete from registration_attempt where account = ?", id);
        sql.update("delete from registration where account = ?", id);
        sql.update("delete from registration_plan where account = ?", id);
        sql.update("delete from registration_account where id = ?", id);
    }

    private static String text(AccountSettings settings) {
        return new String(Json.write(settings), StandardCharsets.UTF_8);
    }

    /** Reports whether secrets can be stored: the environment has a key. */
    public boolean canSeal() {
        return seals.canSeal();
    }

    /** Stores the secret of an account, sealed for it alone. */
    public void keepSecret(UUID id, Target target, String secret, Instant now) {
        sql.update(
                "insert into registration_secret (account, sealed, changed_at) values (?, ?, ?)"
                        + " on conflict (account) do update set sealed = excluded.sealed, changed_at = excluded.changed_at",
                id,
                seals.seal(secret.getBytes(StandardCharsets.UTF_8), place(id, target)),
                now);
    }

    private static String place(UUID id, Target target) {
        return "registration_account " + id + " " + target.word() + " secret";
    }

    /** Returns an account as its target uses it; without a secret where none is stored or none can be opened. */
    public TargetAccount withSecret(RegistrationAccount account) {
        String secret = sql.first(
                        "select sealed from registration_secret where account = ?",
                        row -> row.getBytes("sealed"),
                        account.id())
                .flatMap(stored -> seals.open(stored, place(account.id(), account.target())))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(null);
        return new TargetAccount(
                account.id(), account.target(), account.isTest(), account.baseUrl(), account.settings(), secret);
    }

    /** Stops an account. */
    public void pause(UUID id, Instant now) {
        sql.update(
                "update registration_account set state = 'paused', reason = 'paused', message = ?,"
                        + " store = (select id from store), updated_at = ? where id = ?",
                "An administrator paused the account.",
                now,
                id);
    }

    /** Lets an account go on. */
    public void resume(UUID id, Instant now) {
        sql.update(
                "update registration_account set state = 'active', reason = null, message = null, failures = 0,"
                        + " breaker_until = null, failing_since = null, store = (select id from store), updated_at = ?"
                        + " where id = ?",
                now,
                id);
    }

    /**
     * Stops an account that its service does not take.
     *
     * @return false where it was stopped before
     */
    public boolean block(UUID id, String reason, String message, Instant now) {
        return sql.update(
                        "update registration_account set state = 'blocked', reason = ?, message = ?, updated_at = ?"
                                + " where id = ? and state = 'active'",
                        reason,
                        message,
                        now,
                        id)
                == 1;
    }

    /**
     * Notes that a service answered. Where nothing else changes, the time is written now and then alone: all files of an
     * account would wait for the row.
     *
     * @return whether it had failed so often before that the breaker was open
     */
    public boolean succeeded(UUID id, Instant now) {
        int before = sql.first(
                        "with before as (select a.id, a.failures from registration_account a where a.id = ?"
                                + " and (a.failures > 0 or a.breaker_until is not null or a.failing_since is not null"
                                + " or a.succeeded_at is null or a.succeeded_at not between ? and ?"
                                + " or exists (select from registration_secret s where s.account = a.id"
                                + " and s.changed_at > a.succeeded_at)) for no key update of a)"
                                + " update registration_account a set failures = 0, breaker_until = null,"
                                + " failing_since = null, succeeded_at = ? from before where a.id = before.id"
                                + " returning before.failures",
                        row -> row.getInt(1),
                        id,
                        now.minus(NOTED_EVERY),
                        now.plus(NOTED_EVERY),
                        now)
                .orElse(0);
        return before >= FAILURES_TO_BREAK;
    }

    /** Notes that a service failed; with the fifth time in a row nothing is sent for a while. */
    public void failed(UUID id, Instant now) {
        int failures = sql.first(
                        "update registration_account set failures = failures + 1,"
                                + " failing_since = coalesce(failing_since, ?) where id = ? returning failures",
                        row -> row.getInt(1),
                        now,
                        id)
                .orElse(0);
        if (failures >= FAILURES_TO_BREAK) {
            Duration wait = SHORTEST_BREAK.multipliedBy(1L << Math.min(failures - FAILURES_TO_BREAK, 4));
            sql.update(
                    "update registration_account set breaker_until = ? where id = ?",
                    now.plus(wait.compareTo(LONGEST_BREAK) > 0 ? LONGEST_BREAK : wait),
                    id);
        }
    }
}
