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
import org.offprint.platform.security.AdminKey;
import org.offprint.platform.webhooks.Webhook;
import org.offprint.platform.webhooks.sending.ReceiverResponse;

/** Claims due webhook deliveries and stores their results. Several nodes can use the queue concurrently. */
@ApplicationScoped
class DeliveryQueue {

    private static final Logger LOG = Logger.getLogger(DeliveryQueue.class);

    /**
     * Lease of a delivery claim, in seconds. A delivery attempt takes at most 20 s, plus the time of slow DNS lookups.
     * If a node fails, other nodes repeat its deliveries after the lease expires.
     */
    private static final int LEASE_SECONDS = 60;

    /** Period without a successful delivery after which a failing webhook is disabled. */
    private static final Duration LONGEST_FAILURE = Duration.ofDays(5);

    private final Sql sql;
    private final Writes writes;
    private final AdminKey adminKey;
    private final Audit audit;

    DeliveryQueue(Sql sql, Writes writes, AdminKey adminKey, Audit audit) {
        this.sql = sql;
        this.writes = writes;
        this.adminKey = adminKey;
        this.audit = audit;
    }

    /**
     * Delivery queue of a webhook.
     *
     * @param hasKey whether the API key or person that authorizes the webhook is valid
     * @param due time at which the next delivery is due; null for none
     * @param now time of the database
     */
    record Queue(UUID webhook, boolean isActive, boolean isFailing, boolean hasKey, Instant due, Instant now) {

        /**
         * Returns the time until the next delivery to the webhook is due, zero if it is already due, or null if there
         * is no delivery.
         */
        Duration untilDue() {
            if (due == null || !isActive || !hasKey) {
                return null;
            }
            Duration until = Duration.between(now, due);
            return until.isNegative() ? Duration.ZERO : until;
        }

        /** Returns how long the first delivery to the webhook is overdue, or zero if it is not. */
        Duration overdue() {
            return untilDue() == null || due.isAfter(now) ? Duration.ZERO : Duration.between(due, now);
        }
    }

    /**
     * Returns the delivery queues of all webhooks with one SQL statement, whose cost does not depend on the number of
     * waiting deliveries.
     */
    List<Queue> queues() {
        return sql.list(
                "select w.id, w.state = 'active' is_active, w.failing_since is not null is_failing, w.key_id is not"
                        + " distinct from ?::uuid or exists (select from api_key k where k.id = w.key_id and k.revoked_at"
                        + " is null and (k.expires_at is null or k.expires_at > now())) or exists (select from person p"
                        + " where p.id = w.key_id and (p.role = 'admin' or p.role = 'editor' and not w.is_admin and"
                        + " (p.journals is null or w.journals <@ p.journals))) has_key, (select min(next_at) from"
                        + " webhook_delivery d where d.webhook = w.id and d.next_at is not null) due, clock_timestamp()"
                        + " now from webhook w order by w.id",
                row -> new Queue(
                        Sql.uuid(row, "id"),
                        row.getBoolean("is_active"),
                        row.getBoolean("is_failing"),
                        row.getBoolean("has_key"),
                        Sql.instant(row, "due"),
                        Sql.instant(row, "now")),
                adminKey.id().orElse(null));
    }

    /**
     * Webhook delivery that is claimed exclusively by this process.
     *
     * @param attempt number of the attempt, starting at 1
     * @param ofRound number of the attempt in the current round
     * @param body bytes to send
     * @param secret current signing secret, encrypted
     * @param formerSecret previous signing secret that is still used, encrypted; null for none
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

    /** Claims due deliveries of a webhook, beginning with the longest overdue. */
    List<Claimed> claim(UUID webhook, UUID claim, int most) {
        return sql.list(
                "update webhook_delivery d set state = 'delivering', attempts = d.attempts + 1, claimed_by = ?,"
                        + " next_at = clock_timestamp() + make_interval(secs => ?) from (select event from"
                        + " webhook_delivery where webhook = ? and next_at <= clock_timestamp() order by next_at limit ?"
                        + " for update skip locked) due, webhook w, webhook_event e where d.webhook = ? and d.event ="
                        + " due.event and w.id = d.webhook and w.state = 'active' and e.id = d.event returning d.event,"
                        + " d.attempts, d.attempts - d.round_start of_round, w.url, e.body, w.secret, case when"
                        + " w.former_until > clock_timestamp() then w.former_secret end former",
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
     * Stores the result of a delivery attempt. If another process has claimed the delivery in the meantime, the state
     * of the delivery is not changed.
     *
     * @return reason for which this call disabled the webhook; empty if it did not
     */
    Optional<Webhook.Reason> end(Claimed claimed, ReceiverResponse answer, Instant began, Duration took) {
        return writes.run(write -> {
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
            return answer.isAccepted() ? succeed(claimed) : fail(claimed, answer);
        });
    }

    private Optional<Webhook.Reason> succeed(Claimed claimed) {
        move(claimed, "delivered", null);
        sql.update(
                "update webhook set failing_since = null where id = ? and failing_since is not null",
                claimed.webhook());
        return Optional.empty();
    }

    private Optional<Webhook.Reason> fail(Claimed claimed, ReceiverResponse answer) {
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

    /**
     * Stores the new state of a claimed delivery.
     *
     * @param next delay until the next attempt; null if no attempt is planned
     * @return whether the claim was still valid
     */
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

    /**
     * Disables a webhook whose API key was revoked or has expired, or whose owner has lost the rights. Returns the
     * reason, or empty if the webhook was already disabled.
     */
    Optional<Webhook.Reason> disableWithoutKey(UUID webhook) {
        return writes.run(write -> disable(webhook, Webhook.Reason.KEY, "true"));
    }

    private Optional<Webhook.Reason> disable(UUID webhook, Webhook.Reason reason, String condition) {
        boolean done = sql.update(
                        "update webhook set state = 'disabled', reason = ?, revision = revision + 1,"
                                + " updated_at = clock_timestamp() where id = ? and state = 'active' and " + condition,
                        Vocabulary.termOf(reason),
                        webhook)
                > 0;
        if (done) {
            LOG.warnf("Webhook %s was disabled for the reason %s", webhook, Vocabulary.termOf(reason));
            AuditedObject object = AuditedObject.of("webhook", webhook, null);
            audit.record(Actor.SERVICE, "webhook.disabled", object, null, Vocabulary.termOf(reason));
        }
        return done ? Optional.of(reason) : Optional.empty();
    }

    /**
     * Deletes at most {@code most} webhook events older than {@code days} days, with their deliveries. Returns the
     * number of deleted events.
     */
    int deleteOldest(int days, int most) {
        return sql.update(
                "delete from webhook_event where id in (select id from webhook_event"
                        + " where at < clock_timestamp() - make_interval(days => ?) order by at limit ?)",
                days,
                most);
    }
}
