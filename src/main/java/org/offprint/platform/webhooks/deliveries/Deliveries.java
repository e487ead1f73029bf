package org.offprint.platform.webhooks.deliveries;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.webhooks.Webhooks;

/** Lists webhook deliveries for editors, and repeats deliveries on request. */
@ApplicationScoped
public class Deliveries {

    /** Maximum number of attempts to return for a delivery. Older attempts are omitted. */
    private static final int MAX_ATTEMPTS = 50;

    private static final Map<String, DeliveryState> STATES = Vocabulary.constants(DeliveryState.class);

    private static final String SELECT = "select d.webhook, d.event, e.type, d.state, d.attempts,"
            + " case when d.state in ('due', 'failed') then d.next_at end next_at, d.created_at, d.ended_at"
            + " from webhook_delivery d join webhook_event e on e.id = d.event where d.webhook = ?";

    private final Sql sql;
    private final Event<Webhooks.DeliveriesDue> told;

    Deliveries(Sql sql, Event<Webhooks.DeliveriesDue> told) {
        this.sql = sql;
        this.told = told;
    }

    /**
     * Returns deliveries of a webhook, newest event first.
     *
     * @param state delivery state to filter by; null for all states
     * @param from exclusive start position: id of an event; null to start at the newest event
     * @param backwards whether to return newer events than {@code from}, nearest first
     */
    public List<Delivery> list(UUID webhook, DeliveryState state, UUID from, boolean backwards, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(webhook));
        StringBuilder where = new StringBuilder();
        if (state != null) {
            where.append(" and d.state = ?");
            parameters.add(Vocabulary.termOf(state));
        }
        if (from != null) {
            where.append(backwards ? " and d.event > ?" : " and d.event < ?");
            parameters.add(from);
        }
        parameters.add(limit);
        return sql.list(
                SELECT + where + " order by d.event" + (backwards ? "" : " desc") + " limit ?",
                Deliveries::read,
                parameters.toArray());
    }

    /**
     * Returns the number of deliveries of a webhook. If {@code state} is not null, only deliveries in this state are
     * counted.
     */
    public long count(UUID webhook, DeliveryState state) {
        String term = state == null ? null : Vocabulary.termOf(state);
        return sql.first(
                        "select count(*) from webhook_delivery where webhook = ? and (?::text is null or state ="
                                + " ?::text)",
                        row -> row.getLong(1),
                        webhook,
                        term,
                        term)
                .orElseThrow();
    }

    /** Returns the delivery of an event to a webhook, or empty if it does not exist. */
    public Optional<Delivery> find(UUID webhook, UUID event) {
        return sql.first(SELECT + " and d.event = ?", Deliveries::read, webhook, event);
    }

    /** Returns the newest 50 attempts of a webhook delivery, in chronological order. */
    public List<DeliveryAttempt> attempts(UUID webhook, UUID event) {
        List<DeliveryAttempt> attempts = sql.list(
                "select number, at, milliseconds, status, answer, problem from webhook_attempt"
                        + " where webhook = ? and event = ? order by number desc limit ?",
                row -> new DeliveryAttempt(
                        row.getInt("number"),
                        Sql.instant(row, "at"),
                        row.getInt("milliseconds"),
                        Sql.integer(row, "status"),
                        row.getString("answer"),
                        row.getString("problem")),
                webhook,
                event,
                MAX_ATTEMPTS);
        Collections.reverse(attempts);
        return attempts;
    }

    /**
     * Schedules a delivery immediately with a new round of attempts, even if the event has already been delivered. The
     * caller must have started a transaction.
     *
     * @return whether the delivery is due; a delivery that is being attempted is not changed
     */
    public boolean redeliver(UUID webhook, UUID event) {
        boolean done = sql.update(
                        "update webhook_delivery set state = 'due', next_at = clock_timestamp(), round_start ="
                                + " attempts, ended_at = null where webhook = ? and event = ? and state <> 'delivering'",
                        webhook,
                        event)
                > 0;
        told.fire(new Webhooks.DeliveriesDue());
        return done;
    }

    private static Delivery read(ResultSet row) throws SQLException {
        return new Delivery(
                Sql.uuid(row, "webhook"),
                Sql.uuid(row, "event"),
                row.getString("type"),
                STATES.get(row.getString("state")),
                row.getInt("attempts"),
                Sql.instant(row, "next_at"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "ended_at"));
    }
}
