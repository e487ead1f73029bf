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

/** Stores attempts: each file that is sent, before its first byte leaves, and what the service answered. */
@ApplicationScoped
public class RegistrationAttempts {

    /** A node that is gone is waited for so long; one that sends renews its claim before. */
    private static final int LEASE_SECONDS = 60;

    /** Files as they were sent are kept so long. */
    private static final int PAYLOADS_KEPT_DAYS = 90;

    private static final int FORGOTTEN_AT_ONCE = 500;

    private final Sql sql;

    RegistrationAttempts(Sql sql) {
        this.sql = sql;
    }

    /** The state of an attempt. */
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
     * An attempt that is open.
     *
     * @param asked how often its result was asked for
     */
    public record Open(
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

        private static Open read(ResultSet row) throws SQLException {
            return new Open(
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
     * A record of an attempt.
     *
     * @param parts that the service keeps, once it has the content
     */
    public record Item(UUID registration, String hash, Integer version, Map<String, String> parts, boolean withdrawn) {}

    private static final String OPEN =
            "id, account, state, file_name, batch, timestamp, submission, started_at, sent_at, asked";

    /**
     * Stores an attempt that is about to be sent, claimed by a worker.
     *
     * @param items with the registrations that they are of, in the same order as the contents
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

    /** Claims an attempt whose result is to be asked for; not of an account that its service does not take. */
    public Optional<Open> claimAsking(UUID worker, Instant now) {
        return sql.first(
                "update registration_attempt set claimed_by = ?,"
                        + " claimed_until = clock_timestamp() + make_interval(secs => ?) where id ="
                        + " (select t.id from registration_attempt t join registration_account a on a.id = t.account"
                        + " where t.state in ('unsure', 'received') and t.ask_at <= ? and a.state <> 'blocked'"
                        + " and (t.claimed_until is null or t.claimed_until < clock_timestamp())"
                        + " order by t.ask_at for update of t skip locked limit 1) returning " + OPEN,
                Open::read,
                worker,
                LEASE_SECONDS,
                now);
    }

    /** Locks an attempt that a worker has claimed; empty where another has it by now, or it has ended. */
    public Optional<Open> hold(UUID id, UUID worker) {
        return sql.first(
                "select " + OPEN + " from registration_attempt where id = ? and claimed_by = ? and state <> 'ended'"
                        + " for no key update",
                Open::read,
                id,
                worker);
    }

    /** Finds attempts whose node has gone while it sent: whether the service has them is not known. Locks them. */
    public List<UUID> abandoned() {
        return sql.list(
                "select id from registration_attempt where state = 'sending' and claimed_until < clock_timestamp()"
                        + " order by id limit 100 for no key update skip locked",
                row -> Sql.uuid(row, "id"));
    }

    /** Gives an abandoned attempt, which is locked, to another worker. */
    public void takeOver(UUID attempt, UUID worker) {
        sql.update("update registration_attempt set claimed_by = ? where id = ?", worker, attempt);
    }

    /** Sets when the result of an attempt is asked for next. */
    public void askAt(UUID attempt, Instant at) {
        sql.update("update registration_attempt set ask_at = ? where id = ?", at, attempt);
    }

    /** Keeps the claims of a worker to some attempts for another while. */
    public void renew(UUID worker, Collection<UUID> of) {
        sql.update(
                "update registration_attempt set claimed_until = clock_timestamp() + make_interval(secs => ?)"
                        + " where id = any(?) and claimed_by = ? and state <> 'ended' and claimed_until is not null",
                LEASE_SECONDS,
                of,
                worker);
    }

    /** The records of an attempt that have no outcome yet. */
    public List<Item> items(UUID attempt) {
        return sql.list(
                "select registration, hash, version, parts, withdrawn from registration_attempt_item"
                        + " where attempt = ? and outcome is null order by registration",
                row -> new Item(
                        Sql.uuid(row, "registration"),
                        row.getString("hash"),
                        Sql.integer(row, "version"),
                        Json.<Map<String, String>>read(row.getString("parts"), Map.class),
                        row.getBoolean("withdrawn")),
                attempt);
    }

    /**
     * A file that the service took a record from.
     *
     * @param number of the attempt among those of the registration
     * @param bytes null where the file was forgotten
     */
    public record Taken(int number, byte[] bytes) {}

    /** The last file from which the service has a record; empty where it has nothing that was sent from here. */
    public Optional<Taken> lastTaken(UUID registration) {
        return sql.first(
                "select i.number, t.payload from registration_attempt_item i join registration_attempt t"
                        + " on t.id = i.attempt where i.registration = ? and i.outcome in ('registered', 'warned')"
                        + " order by i.number desc limit 1",
                row -> {
                    byte[] packed = row.getBytes("payload");
                    return new Taken(row.getInt("number"), packed == null ? null : unpacked(packed));
                },
                registration);
    }

    /** The file of an attempt; empty where it was forgotten. */
    public Optional<byte[]> payload(UUID attempt) {
        return sql.first(
                        "select payload from registration_attempt where id = ?",
                        row -> Optional.ofNullable(row.getBytes("payload")),
                        attempt)
                .flatMap(bytes -> bytes.map(RegistrationAttempts::unpacked));
    }

    /** Stores an answer, and when the service is asked again; the claim ends. */
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

    /** Stores that an attempt has ended. */
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

    /** Stores an answer that came when the attempt was another node's already. */
    public void keep(UUID attempt, Answer answer) {
        sql.update(
                "update registration_attempt set http_status = coalesce(http_status, ?::int),"
                        + " answer = coalesce(answer, ?) where id = ?",
                answer.httpStatus(),
                storable(answer.raw()),
                attempt);
    }

    /** Stores the outcome of a record. */
    public void end(UUID attempt, UUID registration, String outcome, List<String> findings) {
        sql.update(
                "update registration_attempt_item set outcome = ?, findings = ?::jsonb where attempt = ?"
                        + " and registration = ?",
                outcome,
                storable(new String(Json.write(findings), StandardCharsets.UTF_8)),
                attempt,
                registration);
    }

    /** Has results asked for again at once, of an account that goes on. */
    public void hasten(UUID account, Instant now) {
        sql.update(
                "update registration_attempt set ask_at = ? where account = ? and state in ('unsure', 'received')"
                        + " and ask_at > ?",
                now,
                account,
                now);
    }

    /** The next time after this one at which a result is to be asked for; empty where there is none. */
    public Optional<Instant> nextAsking(Instant now) {
        return sql.first(
                        "select min(ask_at) as next from registration_attempt where state <> 'ended' and ask_at > ?",
                        row -> Optional.ofNullable(Sql.instant(row, "next")),
                        now)
                .flatMap(next -> next);
    }

    /** Forgets the files of some attempts that were sent long ago; returns how many. */
    public int forgetPayloads(Instant now) {
        return sql.update(
                "update registration_attempt set payload = null where id in (select id from registration_attempt"
                        + " where payload is not null and started_at < ?::timestamptz - make_interval(days => ?)"
                        + " and state = 'ended' order by started_at limit ? for update skip locked)",
                now,
                PAYLOADS_KEPT_DAYS,
                FORGOTTEN_AT_ONCE);
    }

    /** Reports whether a file of an account is under way. */
    public boolean isAnyOpen(UUID account) {
        return sql.first(
                        "select 1 from registration_attempt where account = ? and state <> 'ended' limit 1",
                        row -> true,
                        account)
                .isPresent();
    }

    /** Reports whether a node is sending a file of an account now, as far as the database knows. */
    public boolean isAnyBeingSent(UUID account) {
        return sql.first(
                        "select 1 from registration_attempt where account = ? and state = 'sending' limit 1",
                        row -> true,
                        account)
                .isPresent();
    }

    /** Reports whether a file of this registration is under way. */
    public boolean isUnderWay(UUID registration) {
        return sql.first(
                        "select 1 from registration_attempt_item where registration = ? and outcome is null",
                        row -> true,
                        registration)
                .isPresent();
    }

    private static String word(AttemptState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** PostgreSQL has no place for NUL. */
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
