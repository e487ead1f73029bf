package org.offprint.services.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;

/** The state of a registration. What may follow a state is in one table; anything else is a fault of the program. */
@Schema(name = "RegistrationState")
public enum RegistrationState {
    /** Wanted, but a reason stands against it. */
    @JsonProperty("held")
    HELD,
    /** To be sent. */
    @JsonProperty("due")
    DUE,
    /** Being sent by a node. */
    @JsonProperty("sending")
    SENDING,
    /** Sent perhaps: the connection was lost, or the node ended. */
    @JsonProperty("unsure")
    UNSURE,
    /** Received by the service, which has not said yet what became of it. */
    @JsonProperty("submitted")
    SUBMITTED,
    @JsonProperty("registered")
    REGISTERED,
    /** Registered, with a warning that an editor should read. */
    @JsonProperty("warned")
    WARNED,
    /** The service does not take this content. */
    @JsonProperty("refused")
    REFUSED,
    /** The service does not take anything of this account, prefix or title. */
    @JsonProperty("blocked")
    BLOCKED,
    /** Withdrawn, which the service is to be told. */
    @JsonProperty("retiring")
    RETIRING,
    /** Withdrawn, which the service was told. */
    @JsonProperty("retired")
    RETIRED,
    /** Looked after elsewhere. */
    @JsonProperty("released")
    RELEASED;

    private static final Set<RegistrationState> ANSWERS =
            EnumSet.of(HELD, DUE, RETIRING, SUBMITTED, REGISTERED, WARNED, REFUSED, BLOCKED, RETIRED);
    private static final Set<RegistrationState> WISHES = EnumSet.of(HELD, DUE, RETIRING, RELEASED);

    private static final Map<RegistrationState, Set<RegistrationState>> NEXT = new EnumMap<>(Map.ofEntries(
            Map.entry(HELD, EnumSet.of(DUE, RETIRING, REGISTERED, WARNED, RETIRED, RELEASED)),
            // What is to be sent may be what the service has, once a withdrawal or its end is taken back.
            Map.entry(DUE, EnumSet.of(SENDING, HELD, RETIRING, REGISTERED, WARNED, RETIRED, BLOCKED, RELEASED)),
            Map.entry(SENDING, with(ANSWERS, UNSURE)),
            Map.entry(UNSURE, ANSWERS),
            Map.entry(SUBMITTED, ANSWERS),
            Map.entry(REGISTERED, WISHES),
            Map.entry(WARNED, WISHES),
            Map.entry(REFUSED, WISHES),
            Map.entry(BLOCKED, WISHES),
            Map.entry(RETIRING, EnumSet.of(SENDING, HELD, DUE, REGISTERED, WARNED, RETIRED, BLOCKED, RELEASED)),
            Map.entry(RETIRED, WISHES),
            Map.entry(RELEASED, EnumSet.of(HELD, DUE, RETIRING))));

    private static Set<RegistrationState> with(Set<RegistrationState> some, RegistrationState one) {
        Set<RegistrationState> all = EnumSet.copyOf(some);
        all.add(one);
        return all;
    }

    /**
     * Returns the state that follows.
     *
     * @throws IllegalStateException where the table does not have it
     */
    public RegistrationState to(RegistrationState next) {
        if (!mayBecome(next)) {
            throw new IllegalStateException("A registration that is " + word() + " cannot become " + next.word());
        }
        return next;
    }

    /** Reports whether this state may be followed by another one; a state may stay as it is unless a file is under way. */
    public boolean mayBecome(RegistrationState next) {
        return NEXT.get(this).contains(next) || next == this && !isUnderWay();
    }

    /** Reports whether a file is under way, so that nothing else may be sent. */
    public boolean isUnderWay() {
        return this == SENDING || this == UNSURE || this == SUBMITTED;
    }

    /** Reports whether a worker takes it when its time comes. */
    public boolean isToBeSent() {
        return this == DUE || this == RETIRING;
    }

    /** Returns the state as it is written. */
    public String word() {
        return Vocabulary.termOf(this);
    }

    /** Returns the state that is written so. */
    public static RegistrationState of(String word) {
        return Vocabulary.constants(RegistrationState.class).get(word);
    }
}
