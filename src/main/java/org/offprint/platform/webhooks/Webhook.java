package org.offprint.platform.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.security.Editor;

/**
 * Webhook with its encrypted secrets. Deliveries change the state of a webhook with SQL statements, so an editor's
 * change requires the lock of {@link #lock}.
 */
@Entity
public class Webhook extends PanacheEntityBase {

    /** Maximum number of webhooks in a store, each of which uses its own threads during deliveries. */
    public static final int MAX_WEBHOOKS = 64;

    /** Period during which events are signed with both the previous and the current signing secret. */
    public static final Duration SECRET_OVERLAP = Duration.ofHours(24);

    private static final Map<String, EventType> TYPES = Vocabulary.constants(EventType.class);
    private static final Map<String, State> STATES = Vocabulary.constants(State.class);
    private static final Map<String, Reason> REASONS = Vocabulary.constants(Reason.class);

    @Id
    public UUID id;

    public String url;

    public String description;

    String[] types;

    UUID[] journals;

    String state;

    String reason;

    byte[] secret;

    @Column(name = "former_secret")
    byte[] formerSecret;

    @Column(name = "former_until")
    Instant formerUntil;

    /** Id of the API key or person that authorizes the webhook and whose permissions it has. */
    @Column(name = "key_id")
    UUID keyId;

    @Column(name = "key_name")
    String keyName;

    @Column(name = "is_admin")
    boolean isAdmin;

    /** Position in the change log after which changes are sent to the webhook. */
    @Column(name = "from_position")
    long fromPosition;

    /** Time since which deliveries to the webhook have failed; null if the last attempt succeeded. */
    @Column(name = "failing_since")
    public Instant failingSince;

    public int revision;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** State of a webhook, which determines whether events are delivered. */
    @Schema(
            name = "WebhookState",
            description = "State of a webhook. `active`: events are delivered. `disabled`: events are not delivered.")
    public enum State {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("disabled")
        DISABLED
    }

    /** Reason why a webhook is disabled. */
    @Schema(
            name = "WebhookDisabledReason",
            description = "Reason why a webhook is disabled. `editor`: an editor disabled the webhook. `gone`: the"
                    + " receiver returned 410. `failing`: no event was delivered for five days. `key`: the key"
                    + " that last wrote the webhook was revoked or has expired, or the person lost the required"
                    + " rights.")
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

    /**
     * Webhook settings as written by an editor.
     *
     * @param journals journals whose events are sent; null for all journals
     * @param isActive whether events are delivered
     * @param by API key or person that authorizes the webhook
     * @param isAdmin whether {@code by} has the rights of an admin
     */
    public record Settings(
            String url,
            String description,
            List<EventType> types,
            List<UUID> journals,
            boolean isActive,
            Editor by,
            boolean isAdmin) {}

    /** Returns all webhooks, newest first. */
    public static List<Webhook> newestFirst() {
        return Webhook.<Webhook>find("order by id desc").page(0, MAX_WEBHOOKS).list();
    }

    /** Returns the webhook with the given id and locks it for update. */
    public static Optional<Webhook> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Creates a webhook in memory, which the caller must store. */
    static Webhook create(UUID id, Settings settings, long fromPosition, byte[] sealed, Instant now) {
        Webhook webhook = new Webhook();
        webhook.id = id;
        webhook.fromPosition = fromPosition;
        webhook.secret = sealed;
        webhook.createdAt = now;
        webhook.apply(settings, now);
        return webhook;
    }

    /** Replaces the settings of the webhook. If the webhook was disabled and becomes active, its failures are reset. */
    void apply(Settings settings, Instant now) {
        url = settings.url();
        description = settings.description();
        types = settings.types().stream().map(EventType::term).toArray(String[]::new);
        journals = settings.journals() == null ? null : settings.journals().toArray(UUID[]::new);
        if (settings.isActive()) {
            failingSince = state() == State.DISABLED ? null : failingSince;
            reason = null;
        } else if (reason == null) {
            reason = Vocabulary.termOf(Reason.EDITOR);
        }
        state = Vocabulary.termOf(settings.isActive() ? State.ACTIVE : State.DISABLED);
        keyId = settings.by().key();
        keyName = settings.by().name();
        isAdmin = settings.isAdmin();
        changed(now);
    }

    /**
     * Replaces the signing secret of the webhook. For {@link #SECRET_OVERLAP}, events are also signed with the previous
     * secret.
     */
    void rotate(byte[] sealed, Instant now) {
        formerSecret = secret;
        formerUntil = now.plus(SECRET_OVERLAP);
        secret = sealed;
        changed(now);
    }

    private void changed(Instant now) {
        revision++;
        updatedAt = now;
    }

    /**
     * Returns the event types to which the webhook has subscribed, except event types that only a later version of the
     * service supports.
     */
    public List<EventType> types() {
        return Stream.of(types)
                .map(TYPES::get)
                .flatMap(type -> Optional.ofNullable(type).stream())
                .toList();
    }

    /** Returns the journals whose events are sent to the webhook, or null for all journals. */
    public List<UUID> journals() {
        return journals == null ? null : List.of(journals);
    }

    /**
     * Returns whether an admin wrote the settings of the webhook. The webhook then receives all events that are visible
     * to admins.
     */
    public boolean hasAdminRights() {
        return isAdmin;
    }

    /** Returns the state of the webhook. */
    public State state() {
        return STATES.get(state);
    }

    /** Returns the reason why the webhook is disabled, or null if it is active. */
    public Reason reason() {
        return REASONS.get(reason);
    }

    /**
     * Returns the time until which events are also signed with the previous signing secret, or null if there is none.
     */
    public Instant formerUntil() {
        return formerUntil == null || formerUntil.isBefore(Instant.now()) ? null : formerUntil;
    }

    /** Returns the entity tag of the webhook. */
    public String etag() {
        return "\"" + revision + "\"";
    }

    /** Returns the object that represents this webhook in the audit trail. */
    public AuditedObject asAudited() {
        return AuditedObject.of("webhook", id, null);
    }

    /** Returns the webhook settings from which the hash in the audit trail is computed. */
    public Object auditedState() {
        record Audited(String url, List<EventType> types, List<UUID> journals, State state, Reason reason) {}
        return new Audited(url, types(), journals(), state(), reason());
    }
}
