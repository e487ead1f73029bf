package org.offprint.services.registration.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.SealedSecrets;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Target;
import org.offprint.services.registration.targets.TargetAccount;

/**
 * Stores registration accounts and their encrypted secrets, and records successes and failures of the registration
 * services.
 */
@ApplicationScoped
public class RegistrationAccounts {

    /** Maximum number of registration accounts. */
    public static final int MAX_ACCOUNTS = 1_000;

    /**
     * Number of consecutive failures that open the circuit breaker. One file at a time is then sent to test whether the
     * registration service is available again.
     */
    public static final int FAILURES_TO_BREAK = 5;

    private static final Duration MIN_BREAK = Duration.ofMinutes(5);
    private static final Duration MAX_BREAK = Duration.ofHours(1);

    /**
     * Minimum interval between updates of an account's success time. If the account had failures or has a new secret, a
     * success is stored immediately.
     */
    private static final Duration SUCCESS_INTERVAL = Duration.ofSeconds(10);

    private final Sql sql;
    private final SealedSecrets seals;

    RegistrationAccounts(Sql sql, SealedSecrets seals) {
        this.sql = sql;
        this.seals = seals;
    }

    /** Serializes transactions that create or delete accounts. The lock is released when the transaction ends. */
    public void lockAll() {
        sql.list("select pg_advisory_xact_lock(hashtextextended('registration-accounts', 0))", row -> null);
    }

    /** Stores a new, active registration account. */
    public RegistrationAccount add(
            Target target, String name, boolean test, URI base, AccountSettings settings, Instant now) {
        RegistrationAccount account =
                RegistrationAccount.create(Ids.next(), target, name, test, base, settings, store(), now);
        account.persistAndFlush();
        return account;
    }

    private UUID store() {
        return sql.first("select id from store", row -> Sql.uuid(row, "id")).orElseThrow();
    }

    /**
     * Deletes an account with its plans, registrations and attempts. Records at the registration service are not
     * affected.
     */
    public void delete(RegistrationAccount account) {
        sql.update(
                "delete from registration_attempt_item where registration in"
                        + " (select id from registration where account = ?)",
                account.id);
        sql.update("delete from registration_attempt where account = ?", account.id);
        sql.update("delete from registration where account = ?", account.id);
        sql.update("delete from registration_plan where account = ?", account.id);
        account.delete();
        RegistrationAccount.flush();
    }

    /** Returns whether secrets can be stored, which requires a configured encryption key. */
    public boolean canStoreSecrets() {
        return seals.canSeal();
    }

    /** Stores the secret of an account, encrypted so that it cannot be decrypted for another account. */
    public void storeSecret(RegistrationAccount account, String secret, Instant now) {
        sql.update(
                "insert into registration_secret (account, sealed, changed_at) values (?, ?, ?)"
                        + " on conflict (account) do update set sealed = excluded.sealed, changed_at = excluded.changed_at",
                account.id,
                seals.seal(secret.getBytes(StandardCharsets.UTF_8), place(account.id, account.target())),
                now);
        account.secretChangedAt = now;
    }

    private static String place(UUID id, Target target) {
        return "registration_account " + id + " " + target.word() + " secret";
    }

    /**
     * Returns the account with its decrypted secret. The secret is null if none is stored or it cannot be decrypted.
     */
    public TargetAccount withSecret(RegistrationAccount account) {
        String secret = sql.first(
                        "select sealed from registration_secret where account = ?",
                        row -> row.getBytes("sealed"),
                        account.id)
                .flatMap(stored -> seals.open(stored, place(account.id, account.target())))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse(null);
        return new TargetAccount(
                account.id, account.target(), account.test, account.baseUrl(), account.settings, secret);
    }

    /** Pauses a locked registration account. */
    public void pause(RegistrationAccount account, Instant now) {
        account.pause(store(), now);
        RegistrationAccount.flush();
    }

    /** Resumes a locked registration account. */
    public void resume(RegistrationAccount account, Instant now) {
        account.resume(store(), now);
        RegistrationAccount.flush();
    }

    /**
     * Blocks an account that the registration service rejects.
     *
     * @return false if the account was already paused or blocked
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
     * Records that the registration service has responded to a request of the account. If only the time of the last
     * response changes, it is stored at most every 10 seconds, to avoid contention on the account's database row.
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

    /**
     * Records a failure of a registration service. After five or more consecutive failures, sending stops for 5 to 60
     * minutes.
     */
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
