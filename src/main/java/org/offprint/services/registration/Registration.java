package org.offprint.services.registration;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.offprint.services.registration.targets.RegisteredKind;

/** Registration of one record under one identifier with one registration account. */
@Entity
public class Registration extends PanacheEntityBase {

    /**
     * Lowest precedence value of registrations that update a registered record. If many records of a journal are
     * updated at once, an editor must confirm the updates.
     */
    public static final int UPDATE_PRECEDENCE = 20;

    /**
     * Lowest precedence value of registrations from registration runs, which are sent last and with many records per
     * file.
     */
    public static final int RUN_PRECEDENCE = 30;

    /** Message code of a registration that was released or requested by an editor. */
    public static final String RELEASED_CODE = "let-go";

    /** Message for a registration that the journal's registration plan does not send automatically. */
    public static final String CONFIRMATION_REQUIRED =
            "The journal's registration plan requires confirmation. An editor must release this" + " record.";

    private static final int MAX_MESSAGE_LENGTH = 2_000;

    @Id
    public UUID id;

    public UUID account;

    String kind;

    public UUID record;

    public String identifier;

    public UUID journal;

    String state;

    String hold;

    /** Whether the registration service must be notified that the record was withdrawn. */
    public boolean withdrawn;

    /**
     * Whether a requested deposit has not been sent yet. A requested deposit is sent once, even if the registration
     * service already has the same content.
     */
    public boolean requested;

    /** Precedence of the registration when records are sent; lower values are sent first. */
    public int precedence;

    /**
     * Article that must be registered first, because this record is a notice about it; null if the record is not a
     * notice.
     */
    public UUID awaits;

    @Column(name = "wanted_position")
    public long wantedPosition;

    @Column(name = "wanted_hash")
    public String wantedHash;

    @Column(name = "marked_at")
    public Instant markedAt;

    /** Value of {@link #wantedHash} when the last file was sent. */
    @Column(name = "sent_hash")
    public String sentHash;

    @Column(name = "registered_hash")
    public String registeredHash;

    @Column(name = "registered_version")
    public Integer registeredVersion;

    @Column(name = "registered_at")
    public Instant registeredAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    public Map<String, String> parts = Map.of();

    @Column(name = "last_timestamp")
    public Long lastTimestamp;

    @Column(name = "remote_id")
    public String remoteId;

    public int attempts;

    public int failures;

    @Column(name = "next_at")
    public Instant nextAt;

    public String code;

    public String message;

    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    public List<String> findings = List.of();

    public String answer;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** Returns the registration with the given id, locked until the transaction ends. */
    public static Optional<Registration> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Creates a registration for a record that has never been sent. A new registration is suspended until its state is
     * decided.
     */
    public static Registration of(
            UUID id, UUID account, RegisteredKind kind, UUID record, String identifier, UUID journal, Instant now) {
        Registration made = new Registration();
        made.id = id;
        made.account = account;
        made.kind = kind.word();
        made.record = record;
        made.identifier = identifier;
        made.journal = journal;
        made.state = RegistrationState.HELD.word();
        made.wantedHash = "";
        made.markedAt = now;
        made.createdAt = now;
        made.updatedAt = now;
        return made;
    }

    /** Returns the kind of the registered record. */
    public RegisteredKind kind() {
        return RegisteredKind.of(kind);
    }

    /** Returns the current state of the registration. */
    public RegistrationState state() {
        return RegistrationState.of(state);
    }

    /** Returns the reason why the registration is suspended; null if it is not suspended. */
    public HoldReason hold() {
        return HoldReason.of(hold);
    }

    /** Returns whether the registration service has a record with the identifier. */
    public boolean isRegistered() {
        return registeredHash != null;
    }

    /**
     * Changes the state of the registration.
     *
     * @throws IllegalStateException if the state table does not allow the change
     */
    public void changeTo(RegistrationState next, Instant now) {
        state = state().to(next).word();
        hold = null;
        // A requested deposit remains pending while the account is blocked.
        requested &= next.isToBeSent() || next.isInProgress() || next == RegistrationState.BLOCKED;
        nextAt = next.isToBeSent() ? now : null;
        updatedAt = now;
    }

    /** Suspends the registration for the given reason. */
    public void holdFor(HoldReason reason, String why, Instant now) {
        changeTo(RegistrationState.HELD, now);
        hold = reason.word();
        setMessage(reason.word(), why);
    }

    /**
     * Suspends the registration because the identifier of the record has changed. The former identifier remains
     * registered with the registration service.
     */
    public void holdForOtherIdentifier(Instant now) {
        holdFor(
                HoldReason.EDITOR,
                "The identifier of the record has changed, but the old identifier stays registered. Ask the"
                        + " registration service to make the old identifier an alias of the new identifier, then"
                        + " release this registration.",
                now);
    }

    /**
     * Schedules the deposit of the record for sending now. For a withdrawn record, schedules the withdrawal
     * notification.
     */
    public void makeDue(Instant now) {
        changeTo(withdrawn ? RegistrationState.RETIRING : RegistrationState.DUE, now);
        code = null;
        message = null;
    }

    /**
     * Requests an immediate deposit of the newest content. The deposit is sent once, even if the registration service
     * already has the content or the journal's plan requires confirmation.
     */
    public void request(Instant now) {
        makeDue(now);
        requested = true;
        failures = 0;
        code = RELEASED_CODE;
    }

    /** Sets the message code, and the message for editors. Truncates the message to 2,000 characters. */
    public void setMessage(String said, String sentence) {
        code = said;
        message = sentence == null || sentence.length() <= MAX_MESSAGE_LENGTH
                ? sentence
                : sentence.substring(0, MAX_MESSAGE_LENGTH);
    }

    /** Returns whether the registration service has the current content. */
    public boolean isCurrent() {
        return wantedHash.equals(registeredHash);
    }
}
