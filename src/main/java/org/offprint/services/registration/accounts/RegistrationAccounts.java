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

/** Stores accounts, encrypts and decrypts their secrets, and records successes and failures of their services. */
@ApplicationScoped
public class RegistrationAccounts {

    /** Maximum number of accounts. */
    public static final int MAX_ACCOUNTS = 1_000;

    /**
     * Number of consecutive failures that open the circuit breaker. One file at a time then tests whether the service
     * works again.
     */
    public static final int FAILURES_TO_BREAK = 5;

    private static final Duration MIN_BREAK = Duration.ofMinutes(5);
    private static final Duration MAX_BREAK = Duration.ofHours(1);

    /**
     * Interval at which successes are stored. A success is stored at once if the account had failures or has a new
     * secret.
     */
    private static final Duration SUCCESS_INTERVAL = Duration.ofSeconds(10);

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
                        ? "This store was restored from a backup. Two copies of a store must not both send. Resume the"
                                + " account after the other copy has stopped sending."
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

    /** Returns all accounts, oldest first. */
    public List<RegistrationAccount> all() {
        return sql.list(SELECT + " order by a.id limit ?", RegistrationAccounts::read, MAX_ACCOUNTS);
    }

    /** Returns the number of accounts. */
    public long count() {
        return sql.first("select count(*) from registration_account", row -> row.getLong(1))
                .orElseThrow();
    }

    /** Returns the accounts to which files may be sent at this time. */
    public List<RegistrationAccount> open(Instant now) {
        return sql.list(
                SELECT + " where a.state = 'active' and a.store = (select id from store)"
                        + " and (a.breaker_until is null or a.breaker_until <= ?) order by a.id limit ?",
                RegistrationAccounts::read,
                now,
                MAX_ACCOUNTS);
    }

    /** Returns the account with this id. */
    public Optional<RegistrationAccount> find(UUID id) {
        return sql.first(SELECT + " where a.id = ?", RegistrationAccounts::read, id);
    }

    /** Returns the account, locked until the transaction ends. */
    public Optional<RegistrationAccount> lock(UUID id) {
        return sql.first(SELECT + " where a.id = ? for no key update of a", RegistrationAccounts::read, id);
    }

    /** Waits for transactions that create or delete accounts, and makes such transactions wait until this one ends. */
    public void lockAll() {
        sql.list("select pg_advisory_xact_lock(hashtextextended('registration-accounts', 0))", row -> null);
    }

    /** Stores a new, active account. */
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

    /** Stores an administrator's changes to an account. */
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

    /** Deletes an account with its plans, registrations and attempts. The records at the service remain. */
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

    /** Returns whether secrets can be stored, which requires a configured encryption key. */
    public boolean canStoreSecrets() {
        return seals.canSeal();
    }

    /** Stores the secret of an account, encrypted for this account only. */
    public void storeSecret(UUID id, Target target, String secret, Instant now) {
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

    /**
     * Returns an account in the form used by its target. It has no secret if none is stored or the secret cannot be
     * decrypted.
     */
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

    /** Pauses an account. */
    public void pause(UUID id, Instant now) {
        sql.update(
                "update registration_account set state = 'paused', reason = 'paused', message = ?,"
                        + " store = (select id from store), updated_at = ? where id = ?",
                "An administrator paused the account.",
                now,
                id);
    }

    /** Resumes an account. */
    public void resume(UUID id, Instant now) {
        sql.update(
                "update registration_account set state = 'active', reason = null, message = null, failures = 0,"
                        + " breaker_until = null, failing_since = null, store = (select id from store), updated_at = ?"
                        + " where id = ?",
                now,
                id);
    }

    /**
     * Blocks an account that its service rejects.
     *
     * @return false if the account was already stopped
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
     * Records that a service answered. If nothing else changes, the time is stored only every 10 seconds, because all
     * files of an account would otherwise wait for the row.
     *
     * @return whether the circuit breaker was open because of earlier failures
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
                        now.minus(SUCCESS_INTERVAL),
                        now.plus(SUCCESS_INTERVAL),
                        now)
                .orElse(0);
        return before >= FAILURES_TO_BREAK;
    }

    /** Records a failure of a service. From the fifth consecutive failure on, nothing is sent for 5 to 60 minutes. */
    public void failed(UUID id, Instant now) {
        int failures = sql.first(
                        "update registration_account set failures = failures + 1,"
                                + " failing_since = coalesce(failing_since, ?) where id = ? returning failures",
                        row -> row.getInt(1),
                        now,
                        id)
                .orElse(0);
        if (failures >= FAILURES_TO_BREAK) {
            Duration wait = MIN_BREAK.multipliedBy(1L << Math.min(failures - FAILURES_TO_BREAK, 4));
            sql.update(
                    "update registration_account set breaker_until = ? where id = ?",
                    now.plus(wait.compareTo(MAX_BREAK) > 0 ? MAX_BREAK : wait),
                    id);
        }
    }
}
