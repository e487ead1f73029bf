package org.offprint.services.registration.accounts;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Target;

/**
 * Account at a registration service, without its secret. Workers record successes and failures directly with SQL, so
 * code that applies an administrator's change must first call {@link #lock}.
 */
@Entity
@Table(name = "registration_account")
public class RegistrationAccount extends PanacheEntityBase {

    private static final String RESTORED =
            "The database was restored from a backup. Only one copy of the database may send files."
                    + " Resume the account after the other copy has stopped sending.";

    @Id
    public UUID id;

    String target;

    public String name;

    public boolean test;

    @Column(name = "base_url")
    String baseUrl;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    public AccountSettings settings;

    String state;

    String reason;

    String message;

    /** Id of the database whose nodes may send files with this account. */
    UUID store;

    /** Whether the database was restored from a backup and the account has not been resumed since. */
    @Formula("store <> (select s.id from store s)")
    boolean restored;

    /** Number of consecutive failures of the registration service. */
    public int failures;

    /** Time until which the circuit breaker is open; null if it is closed. */
    @Column(name = "breaker_until")
    public Instant breakerUntil;

    @Column(name = "failing_since")
    public Instant failingSince;

    @Column(name = "succeeded_at")
    public Instant succeededAt;

    /** Time of the last change to the account's secret; null if no secret is stored. */
    @Formula("(select s.changed_at from registration_secret s where s.account = id)")
    public Instant secretChangedAt;

    public int revision;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** Returns all registration accounts, ordered by creation. */
    public static List<RegistrationAccount> inOrder() {
        return list("order by id");
    }

    /** Returns the registration accounts for which files may be sent now. */
    public static List<RegistrationAccount> open(Instant now) {
        return list(
                "state = 'active' and not restored and (breakerUntil is null or breakerUntil <= ?1) order by id", now);
    }

    /** Returns the registration account with the given id, locked for update. */
    public static Optional<RegistrationAccount> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Reloads this account, locked for update. Returns empty if the account was deleted. */
    public Optional<RegistrationAccount> lockAgain() {
        // Detach the entity first, because locking does not refresh an entity that was already loaded in the
        // transaction.
        getEntityManager().detach(this);
        return lock(id);
    }

    /** Creates an active registration account without storing it. */
    static RegistrationAccount create(
            UUID id,
            Target target,
            String name,
            boolean test,
            URI base,
            AccountSettings settings,
            UUID store,
            Instant now) {
        RegistrationAccount account = new RegistrationAccount();
        account.id = id;
        account.target = target.word();
        account.test = test;
        account.state = AccountState.ACTIVE.word();
        account.store = store;
        account.createdAt = now;
        account.replace(name, base, settings, now);
        return account;
    }

    /** Replaces the members of the account that administrators can change. The account must be locked. */
    public void replace(String newName, URI base, AccountSettings newSettings, Instant now) {
        name = newName;
        baseUrl = base == null ? null : base.toString();
        settings = newSettings;
        revision++;
        updatedAt = now;
    }

    /** Pauses the registration account. */
    void pause(UUID ofStore, Instant now) {
        state = AccountState.PAUSED.word();
        reason = "paused";
        message = "An administrator paused the account.";
        sendFrom(ofStore, now);
    }

    /** Resumes the registration account. */
    void resume(UUID ofStore, Instant now) {
        state = AccountState.ACTIVE.word();
        reason = null;
        message = null;
        failures = 0;
        breakerUntil = null;
        failingSince = null;
        sendFrom(ofStore, now);
    }

    private void sendFrom(UUID ofStore, Instant now) {
        store = ofStore;
        restored = false;
        updatedAt = now;
    }

    /** Returns the registration service of the account. */
    public Target target() {
        return Target.of(target);
    }

    /** Returns the URL of the registration service for this account; null for the default URL. */
    public URI baseUrl() {
        return baseUrl == null ? null : URI.create(baseUrl);
    }

    /**
     * Returns the state of the account. After the database is restored from a backup, an account is paused until an
     * administrator resumes it.
     */
    public AccountState state() {
        return restored ? AccountState.PAUSED : AccountState.of(state);
    }

    /** Returns the code of the reason why sending is stopped; null if the account is active. */
    public String reason() {
        return restored ? "restored" : reason;
    }

    /** Returns the reason why sending is stopped, as a sentence; null if the account is active. */
    public String message() {
        return restored ? RESTORED : message;
    }

    /** Returns the strong entity tag of the account, as used in the administration API. */
    public String etag() {
        return "\"r" + revision + "\"";
    }

    /** Returns whether the registration service has accepted a request since the secret was last changed. */
    public boolean isProven() {
        return succeededAt != null && (secretChangedAt == null || !succeededAt.isBefore(secretChangedAt));
    }

    /** Returns whether a file may be sent now: the account is active and the circuit breaker is closed. */
    public boolean isOpen(Instant now) {
        return state() == AccountState.ACTIVE && (breakerUntil == null || !breakerUntil.isAfter(now));
    }
}
