package org.offprint.services.registration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;

/** Stores registrations. */
@ApplicationScoped
public class RegistrationRepository implements PanacheRepositoryBase<Registration, UUID> {

    /** Many updates within this time are a mass change. */
    private static final Duration MASS_CHANGE_WITHIN = Duration.ofHours(1);

    /** An article that another one is about is waited for so long. */
    private static final Duration LONGEST_AWAITED = Duration.ofHours(24);

    /** The most files of an account whose results are outstanding (Crossref stops at 10,000). */
    private static final int MOST_OPEN_FILES = 50;

    /** Says that a record stood in a file that was refused as a whole; the record is sent alone. */
    public static final String FILE_REFUSED = "file-refused";

    /** The updates of a journal that were marked within the last hour, and are neither sent nor let go nor requested. */
    private static final String MARKED = " where account = ? and journal = ? and precedence >= 20"
            + " and state in ('due', 'held') and marked_at > ? and code is distinct from '" + Registration.LET_GO
            + "' and not requested";

    private final Sql sql;
    private final EntityManager entities;

    RegistrationRepository(Sql sql, EntityManager entities) {
        this.sql = sql;
        this.entities = entities;
    }

    /** Returns a registration, locked until the transaction ends. */
    public Optional<Registration> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Returns the registration of an identifier with an account, locked until the transaction ends. */
    public Optional<Registration> lock(UUID account, String identifier) {
        return sql.first(
                        "select id from registration where account = ? and lower(identifier) = lower(?)",
                        row -> Sql.uuid(row, "id"),
                        account,
                        identifier)
                .flatMap(this::lock);
    }

    /** The registrations of a record, in the order in which they were made. */
    public List<Registration> of(UUID record) {
        return list("record = ?1 order by id", record);
    }

    /** The ids of the registrations of a record with an account. */
    public List<UUID> of(UUID record, UUID account) {
        return sql.list(
                "select id from registration where record = ? and account = ? order by id limit 100",
                row -> Sql.uuid(row, "id"),
                record,
                account);
    }

    /** Stores what was changed, so that statements see it. */
    public void flush() {
        entities.flush();
    }

    /** Forgets what was read of registrations, after a statement changed many of them. */
    public void forget() {
        entities.flush();
        entities.clear();
    }

    /** Reports whether more updates of a journal than this were marked within the last hour. */
    public boolean isMarkedMoreThan(int most, UUID account, UUID journal, Instant now) {
        return sql.first(
                        "select count(*) from (select from registration" + MARKED + " limit ?) marked",
                        row -> row.getLong(1) > most,
                        account,
                        journal,
                        now.minus(MASS_CHANGE_WITHIN),
                        most + 1)
                .orElseThrow();
    }

    /** Reports whether updates of a journal that were marked within the last hour are held for a mass change already. */
    public boolean isHeldForMassChange(UUID account, UUID journal, Instant now) {
        return sql.first(
                        "select 1 from registration" + MARKED + " and hold = 'mass-change' limit 1",
                        row -> true,
                        account,
                        journal,
                        now.minus(MASS_CHANGE_WITHIN))
                .isPresent();
    }

    /** Holds the updates of a journal that were marked within the last hour, for a mass change. */
    public int holdMarked(UUID account, UUID journal, String message, Instant now) {
        RegistrationState.DUE.to(RegistrationState.HELD);
        return sql.update(
                "update registration set state = 'held', hold = 'mass-change', next_at = null, code = 'mass-change',"
                        + " message = ?, updated_at = ?" + MARKED + " and state = 'due'",
                message,
                now,
                account,
                journal,
                now.minus(MASS_CHANGE_WITHIN));
    }

    /** Lets all records of a mass change go on; returns how many. */
    public int letGo(UUID account, UUID journal, Instant now) {
        RegistrationState.HELD.to(RegistrationState.DUE);
        RegistrationState.HELD.to(RegistrationState.RETIRING);
        return sql.update(
                "update registration set state = case when withdrawn then 'retiring' else 'due' end, hold = null,"
                        + " next_at = ?, code = '" + Registration.LET_GO + "', message = null, updated_at = ?"
                        + " where account = ? and journal = ? and hold = 'mass-change'",
                now,
                now,
                account,
                journal);
    }

    /**
     * Makes everything due that its account's fault has stopped, and what was under way in the store of a backup; returns
     * how many.
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
        return stopped + hasten(account, now);
    }

    /** Has everything tried again now that waited for a service that was away; returns how many. */
    public int hasten(UUID account, Instant now) {
        return sql.update(
                "update registration set next_at = ? where account = ? and state in ('due', 'retiring') and failures > 0"
                        + " and next_at > ?",
                now,
                account,
                now);
    }

    /** Brings what is to be sent in more than a day nearer: the clock was wrong, or was put back. */
    public void bringNear(Instant now) {
        sql.update(
                "update registration set next_at = ? where state in ('due', 'retiring') and next_at > ?",
                now,
                now.plus(Duration.ofDays(1)));
    }

    /**
     * Claims what is to be sent next to an account, until the transaction ends. One that another stands in the way of is
     * passed over: the same title or prefix is refused, or the article that it is about is not registered yet. Of those
     * that were wanted at one change any is the next: the order is that of the index, so that no claim sorts all that is
     * due, and open files are counted once and no further than needed.
     *
     * @param isProbe the service has failed: nothing is sent while another file is
     */
    public Optional<Registration> claimDue(UUID account, boolean isProbe, Instant now) {
        int mostOpen = isProbe ? 1 : MOST_OPEN_FILES;
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
                        now.minus(LONGEST_AWAITED),
                        account,
                        mostOpen,
                        mostOpen)
                .map(this::findById);
    }

    /**
     * Claims further records of runs that may stand in one file with a claimed one: of the same journal and prefix, and
     * not such as were in a file that was refused as a whole.
     */
    public List<Registration> claimBeside(Registration first, int most, Instant now) {
        return sql
                .list(
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
                        Registration.OF_RUNS,
                        first.identifier,
                        most)
                .stream()
                .map(this::findById)
                .toList();
    }

    /** The next time after this one at which something is to be sent, or an account tried again; empty for none. */
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
