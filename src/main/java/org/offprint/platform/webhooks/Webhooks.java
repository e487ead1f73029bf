package org.offprint.platform.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.security.Editor;
import org.offprint.platform.security.SealedSecrets;

/** Stores webhooks, and the events that they are told. Every method that writes needs a transaction. */
@ApplicationScoped
public class Webhooks {

    /** The most webhooks of a store: each has threads of its own while it is delivered to. */
    public static final int MOST = 64;

    /** The time for which the secret before the present one signs too. */
    public static final Duration BOTH_SECRETS = Duration.ofHours(24);

    private static final String INSERT_EVENT =
            "insert into webhook_event (id, type, journal, key_id, for_admins, position, body, at)";

    /** The webhooks that an event is for. */
    private static final String WANTED = " e.type = any(w.types)"
            + " and (e.position is null or e.position > w.from_position)"
            + " and (e.journal is null or w.journals is null or e.journal = any(w.journals))"
            + " and (e.key_id is null or w.is_admin or w.key_id = e.key_id) and (w.is_admin or not e.for_admins)";

    private final Sql sql;
    private final ChangeLog log;
    private final PublicUrl publicUrl;
    private final SealedSecrets sealed;
    private final Event<Told> told;

    Webhooks(Sql sql, ChangeLog log, PublicUrl publicUrl, SealedSecrets sealed, Event<Told> told) {
        this.sql = sql;
        this.log = log;
        this.publicUrl = publicUrl;
        this.sealed = sealed;
        this.told = told;
    }

    /** An event of this process: there may be deliveries to make, when the transaction is committed. */
    public record Told() {}

    /**
     * A webhook as somebody wants it.
     *
     * @param journals null for all
     * @param isActive whether events are to be delivered
     * @param by the key whose rights it has
     * @param isAdmin whether that key is an admin's
     */
    public record Wanted(
            String url,
            String description,
            List<EventType> types,
            List<UUID> journals,
            boolean isActive,
            Editor by,
            boolean isAdmin) {

        private List<String> terms() {
            return types.stream().map(EventType::term).toList();
        }
    }

    /** A webhook with its new secret, which is shown this once. */
    public record WithSecret(Webhook webhook, SigningSecret secret) {}

    /** Reports whether secrets can be kept; without, there can be no webhooks. */
    public boolean canKeepSecrets() {
        return sealed.canSeal();
    }

    /** Waits for other writers of webhooks until the transaction ends. */
    public void lock() {
        sql.list("select pg_advisory_xact_lock(hashtextextended('webhooks', 0))", row -> null);
    }

    /** Returns all, the newest first. */
    public List<Webhook> all() {
        return sql.list("select " + Webhook.COLUMNS + " from webhook order by id desc limit ?", Webhook::read, MOST);
    }

    /** Returns a webhook, if it is there. */
    public Optional<Webhook> find(UUID id) {
        return sql.first("select " + Webhook.COLUMNS + " from webhook where id = ?", Webhook::read, id);
    }

    /** Makes a webhook, which is told of what changes from now on. */
    public WithSecret create(Wanted wanted) {
        UUID id = Ids.next();
        SigningSecret secret = SigningSecret.make();
        Instant now = now();
        sql.update(
                "insert into webhook (id, url, description, types, journals, state, reason, secret, key_id, key_name,"
                        + " is_admin, from_position, revision, created_at, updated_at)"
                        + " values (?, ?, ?, ?, ?::text[]::uuid[], ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)",
                id,
                wanted.url(),
                wanted.description(),
                wanted.terms(),
                texts(wanted.journals()),
                term(wanted.isActive()),
                wanted.isActive() ? null : Vocabulary.termOf(Webhook.Reason.EDITOR),
                sealed.seal(secret.key(), WebhookSecrets.place(id)),
                wanted.by().key(),
                wanted.by().name(),
                wanted.isAdmin(),
                log.end(),
                now,
                now);
        told.fire(new Told());
        return new WithSecret(find(id).orElseThrow(), secret);
    }

    /** Replaces a webhook; one that was disabled and is active again begins without failures. */
    public Webhook replace(UUID id, Wanted wanted) {
        sql.update(
                "update webhook set url = ?, description = ?, types = ?, journals = ?::text[]::uuid[],"
                        + " reason = case when ? then null else coalesce(reason, 'editor') end,"
                        + " failing_since = case when ? and state = 'disabled' then null else failing_since end,"
                        + " state = ?, key_id = ?, key_name = ?, is_admin = ?, revision = revision + 1, updated_at = ?"
                        + " where id = ?",
                wanted.url(),
                wanted.description(),
                wanted.terms(),
                texts(wanted.journals()),
                wanted.isActive(),
                wanted.isActive(),
                term(wanted.isActive()),
                wanted.by().key(),
                wanted.by().name(),
                wanted.isAdmin(),
                now(),
                id);
        told.fire(new Told());
        return find(id).orElseThrow();
    }

    /** Deletes a webhook with its deliveries. */
    public void delete(UUID id) {
        sql.update("delete from webhook where id = ?", id);
    }

    /** Gives a webhook a new secret; the one before signs too for {@link #BOTH_SECRETS}. */
    public WithSecret rotate(UUID id) {
        SigningSecret secret = SigningSecret.make();
        Instant now = now();
        sql.update(
                "update webhook set former_secret = secret, former_until = ?, secret = ?, revision = revision + 1,"
                        + " updated_at = ? where id = ?",
                now.plus(BOTH_SECRETS),
                sealed.seal(secret.key(), WebhookSecrets.place(id)),
                now,
                id);
        return new WithSecret(find(id).orElseThrow(), secret);
    }

    /**
     * Tells of an event that is in no change of the log, in the transaction of what it tells: webhooks of who edits this
     * journal get it.
     *
     * @param journal null for an event that only admins are told
     */
    public void tell(EventType type, UUID journal, Subject subject) {
        store(type, journal, null, journal == null, subject);
    }

    /** Tells of an event in the same way, but only the webhooks of this key and of admins. */
    public void tellKey(EventType type, UUID key, Subject subject) {
        store(type, subject.journal(), key, false, subject);
    }

    private void store(EventType type, UUID journal, UUID key, boolean forAdmins, Subject subject) {
        UUID id = Ids.next();
        Instant now = now();
        int stored = sql.update(
                INSERT_EVENT + " select ?::uuid, ?::text, ?::uuid, ?::uuid, ?::boolean, null, ?::bytea, ?::timestamptz"
                        + " where exists"
                        + " (select from webhook where ? = any(types))",
                id,
                type.term(),
                journal,
                key,
                forAdmins,
                body(type.term(), now, subject),
                now,
                type.term());
        if (stored > 0) {
            makeDeliveries(List.of(id));
            told.fire(new Told());
        }
    }

    /**
     * Tells of an event about each of some records, in the transaction of what it tells: webhooks of who edits their
     * journals get it. One statement where no webhook wants the type.
     *
     * @param subjects each with its journal
     */
    public void tellEach(EventType type, List<Subject> subjects) {
        boolean isWanted = !subjects.isEmpty()
                && sql.first("select 1 from webhook where ? = any(types) limit 1", row -> true, type.term())
                        .isPresent();
        if (!isWanted) {
            return;
        }
        Instant now = now();
        store(subjects.stream()
                .map(subject -> new LoggedEvent(type, now, subject))
                .toList());
        told.fire(new Told());
    }

    /** Stores a test event for one webhook, and returns its id. */
    public UUID tellTest(UUID webhook) {
        UUID id = Ids.next();
        Instant now = now();
        Subject subject = Subject.of("webhook", webhook, null, "/v1/webhooks/" + webhook);
        sql.update(
                INSERT_EVENT + " values (?, ?, null, null, true, null, ?, ?)",
                id,
                EventType.TEST,
                body(EventType.TEST, now, subject),
                now);
        sql.update(
                "insert into webhook_delivery (webhook, event, state, next_at, created_at) values (?, ?, 'due', ?, ?)",
                webhook,
                id,
                now,
                now);
        told.fire(new Told());
        return id;
    }

    /**
     * An event that a change of the log tells.
     *
     * @param at the time of the change
     */
    record LoggedEvent(EventType type, Instant at, Subject subject) {}

    /** Stores events of the log, and deliveries of them to all active webhooks that want them. */
    void store(List<LoggedEvent> events) {
        List<Object[]> rows = events.stream()
                .map(event -> new Object[] {
                    Ids.next(),
                    event.type().term(),
                    event.subject().journal(),
                    null,
                    false,
                    event.subject().position(),
                    body(event.type().term(), event.at(), event.subject()),
                    event.at()
                })
                .toList();
        sql.batch(INSERT_EVENT + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing", rows);
        makeDeliveries(rows.stream().map(row -> (UUID) row[0]).toList());
    }

    private void makeDeliveries(List<UUID> events) {
        sql.update(
                "insert into webhook_delivery (webhook, event, state, next_at, created_at)"
                        + " select w.id, e.id, 'due', clock_timestamp(), clock_timestamp()"
                        + " from webhook_event e join webhook w on w.state = 'active' and" + WANTED
                        + " where e.id = any(?) on conflict do nothing",
                events);
    }

    /**
     * Makes due again what was not delivered of the events since this time, and what was told while the webhook was
     * disabled.
     *
     * @param most how many at most, the oldest first
     * @return how many there are
     */
    public int recover(UUID webhook, Instant since, int most) {
        int recovered = sql.update(
                "insert into webhook_delivery as d (webhook, event, state, next_at, created_at)"
                        + " select w.id, e.id, 'due', clock_timestamp(), clock_timestamp() from webhook w"
                        + " join webhook_event e on e.at >= greatest(?, w.created_at) and" + WANTED
                        + " where w.id = ? and not exists (select from webhook_delivery o where o.webhook = w.id"
                        + " and o.event = e.id and o.state not in ('failed', 'given-up'))"
                        + " order by e.at, e.id limit ?"
                        + " on conflict (webhook, event) do update set state = 'due', next_at = excluded.next_at,"
                        + " round_start = d.attempts, ended_at = null where d.state in ('failed', 'given-up')",
                since,
                webhook,
                most);
        told.fire(new Told());
        return recovered;
    }

    private byte[] body(String type, Instant at, Subject subject) {
        record Sent(String type, Instant timestamp, Subject data) {}
        return Json.write(new Sent(type, at, subject.linkedTo(publicUrl.of(subject.link()))));
    }

    /** PostgreSQL keeps microseconds; milliseconds are read more easily. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static List<String> texts(List<UUID> ids) {
        return ids == null ? null : ids.stream().map(UUID::toString).toList();
    }

    private static String term(boolean isActive) {
        return Vocabulary.termOf(isActive ? Webhook.State.ACTIVE : Webhook.State.DISABLED);
    }
}
