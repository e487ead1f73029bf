package org.offprint.services.registration;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.offprint.services.registration.targets.RegisteredKind;

/** A registration of one record under one identifier with one account. */
@Entity
public class Registration extends PanacheEntityBase {

    /** From this precedence on records are no new publications: many at once wait for a word. */
    public static final int OF_UPDATES = 20;

    /** From this precedence on records are those of runs, which are sent last, many in a file. */
    public static final int OF_RUNS = 30;

    /** Says that somebody has let it go on, or has requested it. */
    public static final String LET_GO = "let-go";

    /** The sentence of a registration that the plan of its journal keeps from being sent by itself. */
    public static final String WANTS_A_WORD = "The plan of the journal wants a word of an editor: release it.";

    private static final int LONGEST_MESSAGE = 2_000;

    @Id
    public UUID id;

    public UUID account;

    String kind;

    public UUID record;

    public String identifier;

    public UUID journal;

    String state;

    String hold;

    /** What is wanted is that the service says that the record is gone. */
    public boolean withdrawn;

    /** Somebody requested a deposit that was not made yet; it is made once, whatever the service has. */
    public boolean requested;

    /** The lower is sent first. */
    public int precedence;

    /** The article that this one is about, which is to be registered before; null for none. */
    public UUID awaits;

    @Column(name = "wanted_position")
    public long wantedPosition;

    @Column(name = "wanted_hash")
    public String wantedHash;

    @Column(name = "marked_at")
    public Instant markedAt;

    /** What was wanted when the last file was made. */
    @Column(name = "sent_hash")
    public String sentHash;

    @Column(name = "registered_hash")
    public String registeredHash;

    @Column(name = "registered_version")
    public Integer registeredVersion;

    @Column(name = "registered_at")
    public Instant registeredAt;

    @JdbcTypeCode(SqlTypes.JSON)
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
    public List<String> findings = List.of();

    public String answer;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** A registration of a record that was never sent; held until it is decided. */
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

    /** Returns the kind of the record. */
    public RegisteredKind kind() {
        return RegisteredKind.of(kind);
    }

    /** Returns the present state. */
    public RegistrationState state() {
        return RegistrationState.of(state);
    }

    /** Returns why it is held; null where it is not. */
    public Hold hold() {
        return Hold.of(hold);
    }

    /** Reports whether the service has something under the identifier. */
    public boolean isRegistered() {
        return registeredHash != null;
    }

    /**
     * Moves to the next state.
     *
     * @throws IllegalStateException where the table of states does not have it
     */
    public void become(RegistrationState next, Instant now) {
        state = state().to(next).word();
        hold = null;
        // An account that was blocked goes on with what was requested.
        requested &= next.isToBeSent() || next.isUnderWay() || next == RegistrationState.BLOCKED;
        nextAt = next.isToBeSent() ? now : null;
        updatedAt = now;
    }

    /** Holds it for this reason. */
    public void holdFor(Hold reason, String why, Instant now) {
        become(RegistrationState.HELD, now);
        hold = reason.word();
        say(reason.word(), why);
    }

    /** Holds it because its record has another identifier now; the service keeps this one. */
    public void holdForOtherIdentifier(Instant now) {
        holdFor(
                Hold.EDITOR,
                "The record has another identifier now. This one stays registered: ask the service to make it an alias"
                        + " of the new one, then release it.",
                now);
    }

    /** Makes it to be sent, or its withdrawal. */
    public void makeDue(Instant now) {
        become(withdrawn ? RegistrationState.RETIRING : RegistrationState.DUE, now);
        code = null;
        message = null;
    }

    /**
     * Makes it to be sent once because somebody requests it, whatever the service has and the journal's plan wants, with
     * the content that is the newest then.
     */
    public void request(Instant now) {
        makeDue(now);
        requested = true;
        failures = 0;
        code = LET_GO;
    }

    /** Sets what an editor reads of it. */
    public void say(String said, String sentence) {
        code = said;
        message = sentence == null || sentence.length() <= LONGEST_MESSAGE
                ? sentence
                : sentence.substring(0, LONGEST_MESSAGE);
    }

    /** Reports whether the service has all that is wanted. */
    public boolean isCurrent() {
        return wantedHash.equals(registeredHash);
    }
}
