package org.offprint.services.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;

/**
 * Locks the registrations that can be sent now, and performs bulk updates of registrations. Uses SQL instead of
 * entities to skip locked rows in index order, and to update many registrations without loading them.
 */
@ApplicationScoped
public class RegistrationQueue {

    /** Period in which a large number of updates is considered a mass change. */
    private static final Duration MASS_CHANGE_PERIOD = Duration.ofHours(1);

    /** Maximum time for which a notice waits until its article is registered. */
    private static final Duration MAX_WAIT_FOR_ARTICLE = Duration.ofHours(24);

    /** Maximum number of files per account whose results are outstanding. Crossref allows 10,000 such files. */
    private static final int MAX_OPEN_FILES = 50;

    /** Message code of a record whose file was rejected as a whole. The record is then sent in a separate file. */
    public static final String FILE_REFUSED = "file-refused";

    /**
     * SQL condition that selects the updates of a journal from the last hour that are neither sent, released nor
     * requested.
     */
    private static final String CHANGED_WITHIN_HOUR = " where account = ? and journal = ? and precedence >= 20"
            + " and state in ('due', 'held') and marked_at > ? and code is distinct from '" + Registration.RELEASED_CODE
            + "' and not requested";

    private final Sql sql;

    RegistrationQueue(Sql sql) {
        this.sql = sql;
    }

    /** Returns the registration of an identifier with an account, locked until the transaction ends. */
    public Optional<Registration> lock(UUID account, String identifier) {
        return sql.first(
                        "select id from registration where account = ? and lower(identifier) = lower(?)",
                        row -> Sql.uuid(row, "id"),
                        account,
                        identifier)
                .flatMap(Registration::lock);
    }

    /** Returns the ids of a record's registrations that use the given account. */
    public List<UUID> of(UUID record, UUID account) {
        return sql.list(
                "select id from registration where record = ? and account = ? order by id limit 100",
                row -> Sql.uuid(row, "id"),
                record,
                account);
    }

    /**
     * Writes changed entities to the database and detaches all entities. Must be called after an SQL statement that
     * changes many registrations.
     */
    public void flushAndClear() {
        Registration.flush();
        Registration.getEntityManager().clear();
    }

    /** Returns whether the journal has more than {@code most} updates from the last hour. */
    public boolean isMarkedMoreThan(int most, UUID account, UUID journal, Instant now) {
        return sql.first(
                        "select count(*) from (select from registration" + CHANGED_WITHIN_HOUR + " limit ?) marked",
                        row -> row.getLong(1) > most,
                        account,
                        journal,
                        now.minus(MASS_CHANGE_PERIOD),
                        most + 1)
                .orElseThrow();
    }

    /** Returns whether updates of a journal from the last hour are already suspended because of a mass change. */
    public boolean isHeldForMassChange(UUID account, UUID journal, Instant now) {
        return sql.first(
                        "select 1 from registration" + CHANGED_WITHIN_HOUR + " and hold = 'mass-change' limit 1",
                        row -> true,
                        account,
                        journal,
                        now.minus(MASS_CHANGE_PERIOD))
                .isPresent();
    }

    /**
     * Suspends the updates of a journal from the last hour because of a mass change. Returns the number of affected
     * registrations.
     */
    public int holdMarked(UUID account, UUID journal, String message, Instant now) {
        RegistrationState.DUE.to(RegistrationState.HELD);
        return sql.update(
                "update registration set state = 'held', hold = 'mass-change', next_at = null, code = 'mass-change',"
                        + " message = ?, updated_at = ?" + CHANGED_WITHIN_HOUR + " and state = 'due'",
                message,
                now,
                account,
                journal,
                now.minus(MASS_CHANGE_PERIOD));
    }

    /**
     * Releases all registrations that are suspended because of a mass change. Returns the number of released
     * registrations.
     */
    public int releaseMassChange(UUID account, UUID journal, Instant now) {
        RegistrationState.HELD.to(RegistrationState.DUE);
        RegistrationState.HELD.to(RegistrationState.RETIRING);
        return sql.update(
                "update registration set state = case when withdrawn then 'retiring' else 'due' end, hold = null,"
                        + " next_at = ?, code = '" + Registration.RELEASED_CODE + "', message = null, updated_at = ?"
                        + " where account = ? and journal = ? and hold = 'mass-change'",
                now,
                now,
                account,
                journal);
    }

    /**
     * Schedules an account's blocked registrations, and its unfinished registrations from a restored backup, for
     * sending now. Returns the number of scheduled registrations.
     */
    public int resume(UUID account, Instant now) {
        RegistrationState.BLOCKED.to(RegistrationState.DUE);
        RegistrationState.SUBMITTED.to(RegistrationState.DUE);
        int stopped = sql.update(
                "update registration set state = case when withdrawn then 'retiring' else 'due' end, next_at = ?,"
                        + " failures = 0, code = null, message = null, updated_at = ? where account = ?"
                        + " and (state = 'blocked' or state in ('sending', 'unsure', 'submitted') and not exists"
                        + " (select from registration_attempt_item i where i.registration = registration.id"
                        + " and i.outcome is null))",
                now,
                now,
                account);
        return stopped + retryNow(account, now);
    }

    /**
     * Schedules an immediate retry of all registrations that are waiting because the registration service was
     * unavailable. Returns the number of affected registrations.
     */
    public int retryNow(UUID account, Instant now) {
        return sql.update(
                "update registration set next_at = ? where account = ? and state in ('due', 'retiring') and failures > 0"
                        + " and next_at > ?",
                now,
                account,
                now);
    }

    /**
     * Schedules registrations for sending now if they are scheduled more than a day ahead. A registration is
     * scheduled so late only if the system clock was wrong or was set back.
     */
    public void limitDueTimes(Instant now) {
        sql.update(
                "update registration set next_at = ? where state in ('due', 'retiring') and next_at > ?",
                now,
                now.plus(Duration.ofDays(1)));
    }

    /**
     * Locks the next registration to send for an account, until the transaction ends. Skips registrations of a blocked
     * journal or prefix, and notices whose article is not registered yet.
     * <p>Registrations from the same change have no particular order, so the query can follow the index instead of
     * sorting the queue. Files with outstanding results are counted only up to the limit.
     *
     * @param isProbe whether the registration service has failed; if true, only one file is sent at a time
     */
    public Optional<Registration> claimDue(UUID account, boolean isProbe, Instant now) {
        int mostOpen = isProbe ? 1 : MAX_OPEN_FILES;
        return sql.first(
                        "select r.id from registration r where r.account = ? and r.state in ('due', 'retiring')"
                                + " and r.next_at <= ? and not exists (select from registration b"
                                + " where b.account = r.account and b.journal = r.journal and b.state = 'blocked'"
                                + " and b.id <> r.id and (b.code <> 'prefix-not-yours'"
                                + " or split_part(b.identifier, '/', 1) = split_part(r.identifier, '/', 1)))"
                                + " and (r.awaits is null or r.marked_at < ? or not exists (select from registration o"
                                + " where o.record = r.awaits and o.account = r.account and o.id <> r.id"
                                + " and o.registered_hash is null and o.state in ('due', 'sending', 'unsure', 'submitted')))"
                                + " and (select count(*) from (select from registration_attempt t where t.account = ?"
                                + " and t.state <> 'ended' limit ?) open) < ?"
                                + " order by r.precedence, r.wanted_position limit 1 for update of r skip locked",
                        row -> Sql.uuid(row, "id"),
                        account,
                        now,
                        now.minus(MAX_WAIT_FOR_ARTICLE),
                        account,
                        mostOpen,
                        mostOpen)
                .map(id -> Registration.findById(id));
    }

    /**
     * Locks more records of registration runs to send in the same file as {@code first}. The records have the same
     * journal and prefix, and were not in a file that was rejected as a whole.
     */
    public List<Registration> claimForSameFile(Registration first, int most, Instant now) {
        List<UUID> claimed = sql.list(
                "select r.id from registration r where r.account = ? and r.journal = ? and r.id <> ?"
                        + " and r.state in ('due', 'retiring') and r.next_at <= ? and r.precedence >= ?"
                        + " and r.code is distinct from '" + FILE_REFUSED + "'"
                        + " and split_part(r.identifier, '/', 1) = split_part(?, '/', 1)"
                        + " order by r.precedence, r.wanted_position limit ? for update of r skip locked",
                row -> Sql.uuid(row, "id"),
                first.account,
                first.journal,
                first.id,
                now,
                Registration.RUN_PRECEDENCE,
                first.identifier,
                most);
        return Registration.findByIds(claimed);
    }

    /**
     * Returns the next time after {@code now} at which a registration is due or a failed account is retried; empty if
     * there is none.
     */
    public Optional<Instant> nextDue(Instant now) {
        return sql.first(
                        "select least((select min(next_at) from registration"
                                + " where state in ('due', 'retiring') and next_at > ?),"
                                + " (select min(breaker_until) from registration_account where breaker_until > ?)) as next",
                        row -> Optional.ofNullable(Sql.instant(row, "next")),
                        now,
                        now)
                .flatMap(next -> next);
    }
}
