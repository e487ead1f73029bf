package org.offprint.platform.webhooks.deliveries;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.audit.Actor;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.ApiKeyRepository;
import org.offprint.platform.webhooks.Webhook;
import org.offprint.platform.webhooks.sending.ReceiverAnswer;

/** Claims deliveries that are due, and stores what became of them; safe on several nodes. */
@ApplicationScoped
class DueDeliveries {

    private static final Logger LOG = Logger.getLogger(DueDeliveries.class);

    /** A claim whose node is gone ends then; an attempt takes 20 s at most, beside a slow DNS. */
    private static final int LEASE_SECONDS = 60;

    /** A webhook to which nothing was delivered for so long is disabled. */
    private static final Duration LONGEST_FAILURE = Duration.ofDays(5);

    private final Sql sql;
    private final Writes writes;
    private final ApiKeyRepository keys;
    private final Audit audit;

    DueDeliveries(Sql sql, Writes writes, ApiKeyRepository keys, Audit audit) {
        this.sql = sql;
        this.writes = writes;
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * A webhook as one who delivers sees it.
     *
     * @param hasKey whether the key or the person whose rights it has is good
     * @param due when the next of its deliveries is due; null where none is
     * @param now the time of the database
     */
    record Queue(UUID webhook, boolean isActive, boolean isFailing, boolean hasKey, Instant due, Instant now) {

        /** Returns the time until the next delivery is due, zero where it is; null where none will be. */
        Duration untilDue() {
            if (due == null || !isActive || !hasKey) {
                return null;
            }
            Duration until = Duration.between(now, due);
            return until.isNegative() ? Duration.ZERO : until;
        }

        /** Returns how long the first of the deliveries has been due. */
        Duration overdue() {
            return untilDue() == null || due.isAfter(now) ? Duration.ZERO : Duration.between(due, now);
        }
    }

    /** Returns all webhooks, in one statement whose cost does not depend on how much waits. */
    List<Queue> queues() {
        return sql.list(
                "select w.id, w.state = 'active' is_active, w.failing_since is not null is_failing,"
                        + " w.key_id is not distinct from ?::uuid or exists (select from api_key k where k.id = w.key_id"
                        + " and k.revoked_at is null and (k.expires_at is null or k.expires_at > now()))"
                        + " or exists (select from person p where p.id = w.key_id and (p.role = 'admin'"
                        + " or p.role = 'editor' and not w.is_admin and (p.journals is null"
                        + " or w.journals <@ p.journals))) has_key,"
                        + " (select min(next_at) from webhook_delivery d where d.webhook = w.id"
                        + " and d.next_at is not null) due, clock_timestamp() now"
                        + " from webhook w order by w.id",
                row -> new Queue(
                        Sql.uuid(row, "id"),
                        row.getBoolean("is_active"),
                        row.getBoolean("is_failing"),
                        row.getBoolean("has_key"),
                        Sql.instant(row, "due"),
                        Sql.instant(row, "now")),
                keys.environmentKey().orElse(null));
    }

    /**
     * A delivery that this process makes, and nobody else meanwhile.
     *
     * @param attempt its number, from 1
     * @param ofRound its number in the present round
     * @param body the bytes that are sent
     * @param secret that signs, sealed
     * @param formerSecret that signs too, sealed; null for none
     */
    record Claimed(
            UUID webhook,
            UUID event,
            UUID claim,
            int attempt,
            int ofRound,
            String url,
            byte[] body,
            byte[] secret,
            byte[] formerSecret) {}

    /** Claims deliveries of a webhook that are due, those due longest first. */
    List<Claimed> claim(UUID webhook, UUID claim, int most) {
        return sql.list(
                "update webhook_delivery d set state = 'delivering', attempts = d.attempts + 1, claimed_by = ?,"
                        + " next_at = clock_timestamp() + make_interval(secs => ?)"
                        + " from (select event from webhook_delivery where webhook = ? and next_at <= clock_timestamp()"
                        + " order by next_at limit ? for update skip locked) due,"
                        + " webhook w, webhook_event e"
                        + " where d.webhook = ? and d.event = due.event and w.id = d.webhook and w.state = 'active'"
                        + " and e.id = d.event"
                        + " returning d.event, d.attempts, d.attempts - d.round_start of_round, w.url, e.body, w.secret,"
                        + " case when w.former_until > clock_timestamp() then w.former_secret end former",
                row -> new Claimed(
                        webhook,
                        Sql.uuid(row, "event"),
                        claim,
                        row.getInt("attempts"),
                        row.getInt("of_round"),
                        row.getString("url"),
                        row.getBytes("body"),
                        row.getBytes("secret"),
                        row.getBytes("former")),
                claim,
                LEASE_SECONDS,
                webhook,
                most,
                webhook);
    }

    /**
     * Stores how an attempt ended. A delivery that somebody else has by now is left to that one; the attempt is kept.
     *
     * @return the reason for which the webhook is disabled with this; empty where it is not
     */
    Optional<Webhook.Reason> end(Claimed claimed, ReceiverAnswer answer, Instant began, Duration took) {
        return writes.make(write -> {
            sql.update(
                    "insert into webhook_attempt (webhook, event, number, at, milliseconds, status, answer, problem)"
                            + " select ?, ?, ?, ?, ?, ?::int, ?, ? where exists"
                            + " (select from webhook_delivery where webhook = ? and event = ?) on conflict do nothing",
                    claimed.webhook(),
                    claimed.event(),
                    claimed.attempt(),
                    began,
                    (int) took.toMillis(),
                    answer.status(),
                    answer.beginning(),
                    answer.problem(),
                    claimed.webhook(),
                    claimed.event());
            return answer.isTaken() ? succeed(claimed) : fail(claimed, answer);
        });
    }

    private Optional<Webhook.Reason> succeed(Claimed claimed) {
        move(claimed, "delivered", null);
        sql.update(
                "update webhook set failing_since = null where id = ? and failing_since is not null",
                claimed.webhook());
        return Optional.empty();
    }

    private Optional<Webhook.Reason> fail(Claimed claimed, ReceiverAnswer answer) {
        Optional<Duration> next =
                answer.isGone() ? Optional.empty() : DeliverySchedule.after(claimed.ofRound(), answer.retryAfter());
        boolean isPresent = move(claimed, next.isPresent() ? "failed" : "given-up", next.orElse(null));
        if (!isPresent) {
            return Optional.empty();
        }
        sql.update(
                "update webhook set failing_since = clock_timestamp() where id = ? and failing_since is null",
                claimed.webhook());
        if (answer.isGone()) {
            return disable(claimed.webhook(), Webhook.Reason.GONE, "true");
        }
        return disable(
                claimed.webhook(),
                Webhook.Reason.FAILING,
                "failing_since < clock_timestamp() - make_interval(secs => " + LONGEST_FAILURE.toSeconds() + ")");
    }

    /** @param next null where there will be no attempt */
    private boolean move(Claimed claimed, String state, Duration next) {
        return sql.update(
                        "update webhook_delivery set state = ?, claimed_by = null,"
                                + " next_at = clock_timestamp() + make_interval(secs => ?::float8),"
                                + " ended_at = case when ?::float8 is null then clock_timestamp() end"
                                + " where webhook = ? and event = ? and claimed_by = ?",
                        state,
                        next == null ? null : next.toMillis() / 1000.0,
                        next == null ? null : next.toMillis() / 1000.0,
                        claimed.webhook(),
                        claimed.event(),
                        claimed.claim())
                > 0;
    }

    /** Disables a webhook whose key was revoked or has expired. */
    Optional<Webhook.Reason> disableWithoutKey(UUID webhook) {
        return writes.make(write -> disable(webhook, Webhook.Reason.KEY, "true"));
    }

    private Optional<Webhook.Reason> disable(UUID webhook, Webhook.Reason reason, String condition) {
        boolean done = sql.update(
                        "update webhook set state = 'disabled', reason = ?, revision = revision + 1,"
                                + " updated_at = clock_timestamp() where id = ? and state = 'active' and " + condition,
                        Vocabulary.termOf(reason),
                        webhook)
                > 0;
        if (done) {
            LOG.warnf("Webhook %s is disabled: %s", webhook, Vocabulary.termOf(reason));
            AuditedObject object = AuditedObject.of("webhook", webhook, null);
            audit.record(Actor.SERVICE, "webhook.disabled", object, null, Vocabulary.termOf(reason));
        }
        return done ? Optional.of(reason) : Optional.empty();
    }

    /** Deletes some events, with their deliveries, that are older than so many days. */
    int forgetOldest(int days, int most) {
        return sql.update(
                "delete from webhook_event where id in (select id from webhook_event"
                        + " where at < clock_timestamp() - make_interval(days => ?) order by at limit ?)",
                days,
                most);
    }
}
