package org.offprint.services.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistrationStateTest {

    @Test
    void a_forbidden_transition_between_registration_states_is_rejected() {
        assertThrows(IllegalStateException.class, () -> RegistrationState.HELD.to(RegistrationState.SUBMITTED));
        assertThrows(IllegalStateException.class, () -> RegistrationState.SUBMITTED.to(RegistrationState.SENDING));
        assertThrows(IllegalStateException.class, () -> RegistrationState.RELEASED.to(RegistrationState.SENDING));
        assertThrows(IllegalStateException.class, () -> RegistrationState.SENDING.to(RegistrationState.SENDING));
        assertEquals(RegistrationState.SENDING, RegistrationState.DUE.to(RegistrationState.SENDING));
    }

    @Test
    void only_registration_states_to_be_sent_can_change_to_sending() {
        for (RegistrationState state : RegistrationState.values()) {
            assertEquals(state.isToBeSent(), state.mayBecome(RegistrationState.SENDING), state.word());
        }
    }

    /** A withdrawal or its reversal may be cancelled before the external service receives it. */
    @Test
    void a_registration_to_be_sent_can_return_to_its_registered_state() {
        for (RegistrationState end :
                EnumSet.of(RegistrationState.REGISTERED, RegistrationState.WARNED, RegistrationState.RETIRED)) {
            assertTrue(RegistrationState.DUE.mayBecome(end), end.word());
            assertTrue(RegistrationState.RETIRING.mayBecome(end), end.word());
        }
    }

    @Test
    void every_registration_state_is_reachable_from_every_other_state() {
        for (RegistrationState from : RegistrationState.values()) {
            assertEquals(EnumSet.allOf(RegistrationState.class), reachable(from), from.word());
        }
    }

    @Test
    void every_registration_state_has_a_unique_name() {
        for (RegistrationState state : RegistrationState.values()) {
            assertEquals(state, RegistrationState.of(state.word()));
        }
        assertTrue(RegistrationState.UNSURE.isInProgress());
        assertFalse(RegistrationState.DUE.isInProgress());
    }

    private static Set<RegistrationState> reachable(RegistrationState from) {
        Set<RegistrationState> reached = EnumSet.noneOf(RegistrationState.class);
        Deque<RegistrationState> open = new ArrayDeque<>(Set.of(from));
        while (!open.isEmpty()) {
            RegistrationState state = open.pop();
            for (RegistrationState next : RegistrationState.values()) {
                if (next != state && state.mayBecome(next) && reached.add(next)) {
                    open.push(next);
                }
            }
        }
        return reached;
    }
}
