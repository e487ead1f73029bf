package org.offprint.services.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;
import org.offprint.services.registration.targets.Answer;
import org.offprint.services.registration.targets.Dispatch;
import org.offprint.services.registration.targets.Payload;

/**
 * Stores registration attempts. The file of an attempt is stored before its first byte is sent, and the response of the
 * registration service is stored afterwards.
 */
@ApplicationScoped
public class RegistrationAttempts {

    /**
     * Lease of a claimed attempt, in seconds. The sending node renews the lease before it expires. If a node is lost,
     * another node takes over its attempts after their leases expire.
     */
    private static final int LEASE_SECONDS = 60;

    /** Retention period of sent files, in days. */
    private static final int PAYLOAD_RETENTION_DAYS = 90;

    private static final int DELETED_PER_CALL = 500;

    private final Sql sql;

    RegistrationAttempts(Sql sql) {
        this.sql = sql;
    }

    /** State of a registration attempt. */
    public enum AttemptState {
        SENDING,
        UNSURE,
        RECEIVED,
        ENDED;

        private static AttemptState of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Registration attempt that is still in progress.
     *
     * @param asked number of times the result of the attempt was polled
     */
    public record OpenAttempt(
            UUID id,
            UUID account,
            AttemptState state,
            String fileName,
            String batch,
            long timestamp,
            String submission,
            Instant startedAt,
            Instant sentAt,
            int asked) {

        private static OpenAttempt read(ResultSet row) throws SQLException {
            return new OpenAttempt(
                    Sql.uuid(row, "id"),
                    Sql.uuid(row, "account"),
                    AttemptState.of(row.getString("state")),
                    row.getString("file_name"),
                    row.getString("batch"),
                    row.getLong("timestamp"),
                    row.getString("submission"),
                    Sql.instant(row, "started_at"),
                    Sql.instant(row, "sent_at"),
                    row.getInt("asked"));
        }
    }

    /**
     * Record in the file of a registration attempt.
     *
     * @param parts hashes of content parts that the registration service keeps when later deposits omit them
     */
    public record AttemptItem(
            UUID registration, String hash, Integer version, Map<String, String> parts, boolean withdrawn) {}

    private static final String OPEN =
            "id, account, state, file_name, batch, timestamp, submission, started_at, sent_at, asked";

    /**
     * Stores an attempt before its file is sent, and claims it for the given worker.
     *
     * @param items registrations, in the order of {@code contents}
     */
    public void begin(
            Dispatch dispatch,
            UUID account,
            String mediaType,
            List<Payload> contents,
            List<Registration> items,
            List<Integer> versions,
            UUID worker,
            Instant now) {
        sql.update(
                "insert into registration_attempt (id, account, state, file_name, batch, timestamp, payload,"
                        + " payload_sha256, payload_type, started_at, claimed_by, claimed_until)"
                        + " values (?, ?, 'sending', ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp() + make_interval(secs => ?))",
                dispatch.attempt(),
                account,
                dispatch.fileName(),
                dispatch.batch(),
                dispatch.timestamp(),
                packed(dispatch.bytes()),
                DigestUtils.sha256Hex(dispatch.bytes()),
                mediaType,
                now,
                worker,
                LEASE_SECONDS);
        for (int i = 0; i < items.size(); i++) {
            Registration of = items.get(i);
            sql.update(
                    "insert into registration_attempt_item (attempt, registration, number, hash, version, parts, withdrawn)"
                            + " values (?, ?, ?, ?, ?::int, ?::jsonb, ?)",
                    dispatch.attempt(),
                    of.id,
                    of.attempts,
                    contents.get(i).hash(),
                    versions.get(i),
                    new String(Json.write(contents.get(i).parts()), StandardCharsets.UTF_8),
                    of.withdrawn);
        }
    }

    /** Claims an attempt whose result is due to be polled. Attempts of blocked accounts are skipped. */
    public Optional<OpenAttempt> claimForPolling(UUID worker, Instant now) {
        return sql.first(
                "update registration_attempt set claimed_by = ?,"
                        + " claimed_until = clock_timestamp() + make_interval(secs => ?) where id ="
                        + " (select t.id from registration_attempt t join registration_account a on a.id = t.account"
                        + " where t.state in ('unsure', 'received') and t.ask_at <= ? and a.state <> 'blocked'"
                        + " and (t.claimed_until is null or t.claimed_until < clock_timestamp())"
                        + " order by t.ask_at for update of t skip locked limit 1) returning " + OPEN,
                OpenAttempt::read,
                worker,
                LEASE_SECONDS,
                now);
    }

    /**
     * Locks an attempt that the worker has claimed. Returns empty if the attempt has ended or was taken over by another
     * worker.
     */
    public Optional<OpenAttempt> lockClaimed(UUID id, UUID worker) {
        return sql.first(
                "select " + OPEN + " from registration_attempt where id = ? and claimed_by = ? and state <> 'ended'"
                        + " for no key update",
                OpenAttempt::read,
                id,
                worker);
    }

    /**
     * Finds and locks attempts whose node was lost while sending a file. The registration service may or may not have
     * received the file.
     */
    public List<UUID> abandoned() {
        return sql.list(
                "select id from registration_attempt where state = 'sending' and claimed_until < clock_timestamp()"
                        + " order by id limit 100 for no key update skip locked",
                row -> Sql.uuid(row, "id"));
    }

    /** Reassigns an abandoned, locked attempt to another worker. */
    public void takeOver(UUID attempt, UUID worker) {
        sql.update("update registration_attempt set claimed_by = ? where id = ?", worker, attempt);
    }

    /** Sets the time of the next poll for the result of an attempt. */
    public void pollAt(UUID attempt, Instant at) {
        sql.update("update registration_attempt set ask_at = ? where id = ?", at, attempt);
    }

    /** Renews the worker's leases for the given registration attempts. */
    public void renew(UUID worker, Collection<UUID> of) {
        sql.update(
                "update registration_attempt set claimed_until = clock_timestamp() + make_interval(secs => ?)"
                        + " where id = any(?) and claimed_by = ? and state <> 'ended' and claimed_until is not null",
                LEASE_SECONDS,
                of,
                worker);
    }

    /** Returns the records of an attempt whose outcome is not known yet. */
    public List<AttemptItem> items(UUID attempt) {
        return sql.list(
                "select registration, hash, version, parts, withdrawn from registration_attempt_item"
                        + " where attempt = ? and outcome is null order by registration",
                row -> new AttemptItem(
                        Sql.uuid(row, "registration"),
                        row.getString("hash"),
                        Sql.integer(row, "version"),
                        Json.<Map<String, String>>read(row.getString("parts"), Map.class),
                        row.getBoolean("withdrawn")),
                attempt);
    }

    /**
     * File in which the registration service accepted a record.
     *
     * @param number sequence number of the attempt within the registration
     * @param bytes content of the file; null if it was deleted after the retention period
     */
    public record AcceptedFile(int number, byte[] bytes) {}

    /** Returns the last file in which the registration service accepted a record; empty if there is none. */
    public Optional<AcceptedFile> lastAccepted(UUID registration) {
        return sql.first(
                "select i.number, t.payload from registration_attempt_item i join registration_attempt t"
                        + " on t.id = i.attempt where i.registration = ? and i.outcome in ('registered', 'warned')"
                        + " order by i.number desc limit 1",
                row -> {
                    byte[] packed = row.getBytes("payload");
                    return new AcceptedFile(row.getInt("number"), packed == null ? null : unpacked(packed));
                },
                registration);
    }

    /** Returns the file of an attempt; empty if it was deleted after the retention period. */
    public Optional<byte[]> payload(UUID attempt) {
        return sql.first(
                        "select payload from registration_attempt where id = ?",
                        row -> Optional.ofNullable(row.getBytes("payload")),
                        attempt)
                .flatMap(bytes -> bytes.map(RegistrationAttempts::unpacked));
    }

    /** Stores the response to an attempt and the time of the next poll, and releases the claim. */
    public void wait(UUID attempt, AttemptState state, Answer answer, Instant askAt, Instant now) {
        sql.update(
                "update registration_attempt set state = ?, ask_at = ?, asked = asked + 1, claimed_until = null,"
                        + " http_status = coalesce(?::int, http_status), answer = coalesce(?, answer),"
                        + " submission = coalesce(?, submission), sent_at = case when ? = 'received'"
                        + " then coalesce(sent_at, ?) else sent_at end where id = ?",
                word(state),
                askAt,
                answer.httpStatus(),
                storable(answer.raw()),
                answer.submission(),
                word(state),
                now,
                attempt);
    }

    /** Stores the final outcome of an attempt. */
    public void end(UUID attempt, String outcome, Answer answer, Instant now) {
        sql.update(
                "update registration_attempt set state = 'ended', outcome = ?, ended_at = ?, ask_at = null,"
                        + " claimed_until = null, http_status = coalesce(?::int, http_status),"
                        + " answer = coalesce(?, answer), submission = coalesce(?, submission) where id = ?",
                outcome,
                now,
                answer.httpStatus(),
                storable(answer.raw()),
                answer.submission(),
                attempt);
    }

    /** Stores a response that arrived after another node had taken over the attempt. */
    public void keep(UUID attempt, Answer answer) {
        sql.update(
                "update registration_attempt set http_status = coalesce(http_status, ?::int),"
                        + " answer = coalesce(answer, ?) where id = ?",
                answer.httpStatus(),
                storable(answer.raw()),
                attempt);
    }

    /** Stores the outcome of one record in an attempt. */
    public void end(UUID attempt, UUID registration, String outcome, List<String> findings) {
        sql.update(
                "update registration_attempt_item set outcome = ?, findings = ?::jsonb where attempt = ?"
                        + " and registration = ?",
                outcome,
                storable(new String(Json.write(findings), StandardCharsets.UTF_8)),
                attempt,
                registration);
    }

    /** Schedules immediate polls for an account's outstanding results after the account is resumed. */
    public void pollNow(UUID account, Instant now) {
        sql.update(
                "update registration_attempt set ask_at = ? where account = ? and state in ('unsure', 'received')"
                        + " and ask_at > ?",
                now,
                account,
                now);
    }

    /** Returns the time of the earliest scheduled poll after {@code now}; empty if no poll is scheduled. */
    public Optional<Instant> nextPoll(Instant now) {
        return sql.first(
                        "select min(ask_at) as next from registration_attempt where state <> 'ended' and ask_at > ?",
                        row -> Optional.ofNullable(Sql.instant(row, "next")),
                        now)
                .flatMap(next -> next);
    }

    /** Deletes sent files after the retention period, at most 500 per call. Returns the number of deleted files. */
    public int deleteOldPayloads(Instant now) {
        return sql.update(
                "update registration_attempt set payload = null where id in (select id from registration_attempt"
                        + " where payload is not null and started_at < ?::timestamptz - make_interval(days => ?)"
                        + " and state = 'ended' order by started_at limit ? for update skip locked)",
                now,
                PAYLOAD_RETENTION_DAYS,
                DELETED_PER_CALL);
    }

    /** Returns whether any attempt of the account is still in progress. */
    public boolean isAnyOpen(UUID account) {
        return sql.first(
                        "select 1 from registration_attempt where account = ? and state <> 'ended' limit 1",
                        row -> true,
                        account)
                .isPresent();
    }

    /** Returns whether any node is currently sending a file of the account, according to the database. */
    public boolean isAnyBeingSent(UUID account) {
        return sql.first(
                        "select 1 from registration_attempt where account = ? and state = 'sending' limit 1",
                        row -> true,
                        account)
                .isPresent();
    }

    /** Returns whether any attempt of the registration is still in progress. */
    public boolean isInProgress(UUID registration) {
        return sql.first(
                        "select 1 from registration_attempt_item where registration = ? and outcome is null",
                        row -> true,
                        registration)
                .isPresent();
    }

    private static String word(AttemptState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** Removes NUL characters, which PostgreSQL cannot store, from a string. */
    private static String storable(String text) {
        return text == null ? null : text.replace("\u0000", "").replace("\\u0000", "");
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
