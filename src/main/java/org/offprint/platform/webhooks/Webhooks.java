package org.offprint.platform.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.security.SealedSecrets;

/** Stores webhooks and their events. Every method that writes requires a transaction. */
@ApplicationScoped
public class Webhooks {

    private static final String INSERT_EVENT =
            "insert into webhook_event (id, type, journal, key_id, for_admins, position, body, at)";

    /** SQL condition that selects the webhooks to which an event is delivered. */
    private static final String WANTED = " e.type = any(w.types)"
            + " and (e.position is null or e.position > w.from_position)"
            + " and (e.journal is null or w.journals is null or e.journal = any(w.journals))"
            + " and (e.key_id is null or w.is_admin or w.key_id = e.key_id) and (w.is_admin or not e.for_admins)";

    private final Sql sql;
    private final ChangeLog log;
    private final PublicUrl publicUrl;
    private final SealedSecrets sealed;
    private final Event<DeliveriesDue> told;

    Webhooks(Sql sql, ChangeLog log, PublicUrl publicUrl, SealedSecrets sealed, Event<DeliveriesDue> told) {
        this.sql = sql;
        this.log = log;
        this.publicUrl = publicUrl;
        this.sealed = sealed;
        this.told = told;
    }

    /** CDI event fired if there may be new deliveries, observed after the transaction is committed. */
    public record DeliveriesDue() {}

    /** Webhook with its new signing secret, which is shown only once. */
    public record WithSecret(Webhook webhook, SigningSecret secret) {}

    /** Returns whether signing secrets can be stored. If they cannot, webhooks are not available. */
    public boolean canKeepSecrets() {
        return sealed.canSeal();
    }

    /** Locks the webhooks against concurrent writers until the transaction ends. */
    public void lock() {
        sql.list("select pg_advisory_xact_lock(hashtextextended('webhooks', 0))", row -> null);
    }

    /** Creates a webhook that receives the events of all later changes. */
    public WithSecret create(Webhook.Settings settings) {
        UUID id = Ids.next();
        SigningSecret secret = SigningSecret.make();
        Webhook webhook = Webhook.create(id, settings, log.end(), sealed(id, secret), now());
        webhook.persistAndFlush();
        told.fire(new DeliveriesDue());
        return new WithSecret(webhook, secret);
    }

    /** Replaces the settings of a locked webhook. */
    public void replace(Webhook webhook, Webhook.Settings settings) {
        webhook.apply(settings, now());
        Webhook.flush();
        told.fire(new DeliveriesDue());
    }

    /**
     * Creates a new signing secret for a locked webhook. For {@link Webhook#SECRET_OVERLAP}, events are also signed
     * with the previous secret.
     */
    public WithSecret rotate(Webhook webhook) {
        SigningSecret secret = SigningSecret.make();
        webhook.rotate(sealed(webhook.id, secret), now());
        Webhook.flush();
        return new WithSecret(webhook, secret);
    }

    private byte[] sealed(UUID webhook, SigningSecret secret) {
        return sealed.seal(secret.key(), WebhookSecrets.place(webhook));
    }

    /**
     * Stores an event that is not in the change log, in the transaction of the action that caused it. The event is
     * delivered to the webhooks of editors of {@code journal}.
     *
     * @param journal journal of the event; null for an event that is delivered only to webhooks of admins
     */
    public void notifyEditors(EventType type, UUID journal, EventSubject subject) {
        store(type, journal, null, journal == null, subject);
    }

    /**
     * Stores an event that is not in the change log, in the transaction of the action that caused it. The event is
     * delivered only to webhooks of the given API key and of admins.
     */
    public void notifyKey(EventType type, UUID key, EventSubject subject) {
        store(type, subject.journal(), key, false, subject);
    }

    private void store(EventType type, UUID journal, UUID key, boolean forAdmins, EventSubject subject) {
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
            told.fire(new DeliveriesDue());
        }
    }

    /**
     * Stores one event per record, in the transaction of the action that caused the events. Each event is delivered to
     * the webhooks of editors of the record's journal. If no webhook has subscribed to the event type, only one SQL
     * statement is executed.
     *
     * @param subjects records, each with its journal
     */
    public void notifyEach(EventType type, List<EventSubject> subjects) {
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
        told.fire(new DeliveriesDue());
    }

    /** Stores a test event for one webhook and returns its id. */
    public UUID sendTest(UUID webhook) {
        UUID id = Ids.next();
        Instant now = now();
        EventSubject subject = EventSubject.of("webhook", webhook, null, "/v1/webhooks/" + webhook);
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
        told.fire(new DeliveriesDue());
        return id;
    }

    /**
     * Event for a change in the change log.
     *
     * @param at time of the change
     * @param subject changed record
     */
    record LoggedEvent(EventType type, Instant at, EventSubject subject) {}

    /**
     * Stores events for changes in the change log, together with their deliveries to all active webhooks that have
     * subscribed to the event types.
     */
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
     * Reschedules failed deliveries of events since the given time. Also creates deliveries for events that occurred
     * while the webhook was disabled.
     *
     * @param most maximum number of deliveries, oldest first
     * @return number of deliveries that are now due
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
        told.fire(new DeliveriesDue());
        return recovered;
    }

    private byte[] body(String type, Instant at, EventSubject subject) {
        record Sent(String type, Instant timestamp, EventSubject data) {}
        return Json.write(new Sent(type, at, subject.linkedTo(publicUrl.absolute(subject.link()))));
    }

    /**
     * Returns the current time in whole milliseconds, which are easier to read than the microseconds stored by
     * PostgreSQL.
     */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
