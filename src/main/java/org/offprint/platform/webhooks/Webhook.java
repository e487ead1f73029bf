package org.offprint.platform.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.database.sql.Sql;

/**
 * Stored webhook, without its secrets.
 *
 * @param journals journals whose events are sent; null for all
 * @param reason why the webhook is disabled; null if it is active
 * @param formerUntil time until which the previous secret also signs; null if it does not
 * @param failingSince time at which deliveries started to fail; null if the last attempt succeeded
 */
public record Webhook(
        UUID id,
        String url,
        String description,
        List<EventType> types,
        List<UUID> journals,
        State state,
        Reason reason,
        Instant formerUntil,
        Instant failingSince,
        int revision,
        Instant createdAt,
        Instant updatedAt) {

    static final String COLUMNS = "id, url, description, types, journals, state, reason,"
            + " case when former_until > clock_timestamp() then former_until end former_until, failing_since, revision,"
            + " created_at, updated_at";

    private static final Map<String, EventType> TYPES = Vocabulary.constants(EventType.class);
    private static final Map<String, Reason> REASONS = Vocabulary.constants(Reason.class);

    /** State of a webhook: whether events are delivered. */
    @Schema(name = "WebhookState")
    public enum State {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("disabled")
        DISABLED
    }

    /** Reason for disabling a webhook. */
    @Schema(name = "WebhookDisabledReason")
    public enum Reason {
        @JsonProperty("editor")
        EDITOR,
        @JsonProperty("gone")
        GONE,
        @JsonProperty("failing")
        FAILING,
        @JsonProperty("key")
        KEY
    }

    /** Returns the entity tag. */
    public String etag() {
        return "\"" + revision + "\"";
    }

    /** Returns the webhook as an object of the audit trail. */
    public AuditedObject asAudited() {
        return AuditedObject.of("webhook", id, null);
    }

    /** Returns the settings whose hash is stored in the audit trail. */
    public Object auditedState() {
        record Audited(String url, List<EventType> types, List<UUID> journals, State state, Reason reason) {}
        return new Audited(url, types, journals, state, reason);
    }

    static Webhook read(ResultSet row) throws SQLException {
        Array journals = row.getArray("journals");
        return new Webhook(
                Sql.uuid(row, "id"),
                row.getString("url"),
                row.getString("description"),
                // A node of an earlier version does not support all types.
                Stream.of((String[]) row.getArray("types").getArray())
                        .map(TYPES::get)
                        .flatMap(type -> Optional.ofNullable(type).stream())
                        .toList(),
                journals == null ? null : List.of((UUID[]) journals.getArray()),
                row.getString("state").equals("active") ? State.ACTIVE : State.DISABLED,
                REASONS.get(row.getString("reason")),
                Sql.instant(row, "former_until"),
                Sql.instant(row, "failing_since"),
                row.getInt("revision"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }
}
