package org.offprint.services.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;

/**
 * State of a registration. All allowed state transitions are listed in one table. Any other transition is a programming
 * error.
 */
@Schema(
        name = "RegistrationState",
        description = "State of a registration. `held`: suspended for the given reason. `due`: queued."
                + " `sending`: being sent. `unsure`: possibly sent. `submitted`: received by the registration"
                + " service, result pending. `registered`: the registration service has the content. `warned`:"
                + " registered with a warning. `refused`: the registration service rejects the content."
                + " `blocked`: the registration service rejects the account, prefix or title. `retiring`:"
                + " withdrawn, not reported yet. `retired`: withdrawn and reported. `released`: managed outside"
                + " Offprint.")
public enum RegistrationState {
    /** The registration is suspended for the reason in {@link HoldReason}. */
    @JsonProperty("held")
    HELD,
    /** The registration is queued for sending. */
    @JsonProperty("due")
    DUE,
    /** A node is sending the record to the registration service. */
    @JsonProperty("sending")
    SENDING,
    /** The record may have been sent before the connection was lost or the node stopped. */
    @JsonProperty("unsure")
    UNSURE,
    /** The registration service has received the record but has not reported the result yet. */
    @JsonProperty("submitted")
    SUBMITTED,
    @JsonProperty("registered")
    REGISTERED,
    /** The record is registered, with a warning for an editor to review. */
    @JsonProperty("warned")
    WARNED,
    /** The registration service rejected the content of the record. */
    @JsonProperty("refused")
    REFUSED,
    /** The registration service does not accept records from this account, prefix or title. */
    @JsonProperty("blocked")
    BLOCKED,
    /** The record was withdrawn, and the registration service must be notified. */
    @JsonProperty("retiring")
    RETIRING,
    /** The record was withdrawn, and the registration service was notified. */
    @JsonProperty("retired")
    RETIRED,
    /** The registration is not managed by this service. */
    @JsonProperty("released")
    RELEASED;

    private static final Set<RegistrationState> AFTER_ANSWER =
            EnumSet.of(HELD, DUE, RETIRING, SUBMITTED, REGISTERED, WARNED, REFUSED, BLOCKED, RETIRED);
    private static final Set<RegistrationState> AFTER_REQUEST = EnumSet.of(HELD, DUE, RETIRING, RELEASED);

    private static final Map<RegistrationState, Set<RegistrationState>> NEXT = new EnumMap<>(Map.ofEntries(
            Map.entry(HELD, EnumSet.of(DUE, RETIRING, REGISTERED, WARNED, RETIRED, RELEASED)),
            // The registration service may already have the content to send, for example after a withdrawal was
            // reverted.
            Map.entry(DUE, EnumSet.of(SENDING, HELD, RETIRING, REGISTERED, WARNED, RETIRED, BLOCKED, RELEASED)),
            Map.entry(SENDING, with(AFTER_ANSWER, UNSURE)),
            Map.entry(UNSURE, AFTER_ANSWER),
            Map.entry(SUBMITTED, AFTER_ANSWER),
            Map.entry(REGISTERED, AFTER_REQUEST),
            Map.entry(WARNED, AFTER_REQUEST),
            Map.entry(REFUSED, AFTER_REQUEST),
            Map.entry(BLOCKED, AFTER_REQUEST),
            Map.entry(RETIRING, EnumSet.of(SENDING, HELD, DUE, REGISTERED, WARNED, RETIRED, BLOCKED, RELEASED)),
            Map.entry(RETIRED, AFTER_REQUEST),
            Map.entry(RELEASED, EnumSet.of(HELD, DUE, RETIRING))));

    private static Set<RegistrationState> with(Set<RegistrationState> some, RegistrationState one) {
        Set<RegistrationState> all = EnumSet.copyOf(some);
        all.add(one);
        return all;
    }

    /**
     * Returns the given next state of a registration after checking that the transition is allowed.
     *
     * @throws IllegalStateException if the state table does not allow the transition
     */
    public RegistrationState to(RegistrationState next) {
        if (!mayBecome(next)) {
            throw new IllegalStateException("A registration cannot change from state " + word() + " to " + next.word());
        }
        return next;
    }

    /**
     * Returns whether a registration may change from this state to the next. A registration may also stay in its state,
     * unless one of its files is in progress.
     */
    public boolean mayBecome(RegistrationState next) {
        return NEXT.get(this).contains(next) || next == this && !isInProgress();
    }

    /**
     * Returns whether a file of the registration is in progress. While a file is in progress, nothing else may be sent.
     */
    public boolean isInProgress() {
        return this == SENDING || this == UNSURE || this == SUBMITTED;
    }

    /** Returns whether the registration, or the notification of a withdrawal, is queued for sending. */
    public boolean isToBeSent() {
        return this == DUE || this == RETIRING;
    }

    /** Returns the name of the registration state in requests and responses. */
    public String word() {
        return Vocabulary.termOf(this);
    }

    /** Returns the registration state with the given name. */
    public static RegistrationState of(String word) {
        return Vocabulary.constants(RegistrationState.class).get(word);
    }
}
