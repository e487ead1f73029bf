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
    void what_is_not_in_the_table_is_refused() {
        assertThrows(IllegalStateException.class, () -> RegistrationState.HELD.to(RegistrationState.SUBMITTED));
        assertThrows(IllegalStateException.class, () -> RegistrationState.SUBMITTED.to(RegistrationState.SENDING));
        assertThrows(IllegalStateException.class, () -> RegistrationState.RELEASED.to(RegistrationState.SENDING));
        assertThrows(IllegalStateException.class, () -> RegistrationState.SENDING.to(RegistrationState.SENDING));
        assertEquals(RegistrationState.SENDING, RegistrationState.DUE.to(RegistrationState.SENDING));
    }

    @Test
    void a_file_begins_with_what_is_to_be_sent_alone() {
        for (RegistrationState state : RegistrationState.values()) {
            assertEquals(state.isToBeSent(), state.mayBecome(RegistrationState.SENDING), state.word());
        }
    }

    /** A withdrawal, or its end, may be taken back before the service is told. */
    @Test
    void what_is_to_be_sent_may_come_to_be_what_the_service_has() {
        for (RegistrationState end :
                EnumSet.of(RegistrationState.REGISTERED, RegistrationState.WARNED, RegistrationState.RETIRED)) {
            assertTrue(RegistrationState.DUE.mayBecome(end), end.word());
            assertTrue(RegistrationState.RETIRING.mayBecome(end), end.word());
        }
    }

    @Test
    void every_state_can_be_reached_and_left() {
        for (RegistrationState from : RegistrationState.values()) {
            assertEquals(EnumSet.allOf(RegistrationState.class), reachable(from), from.word());
        }
    }

    @Test
    void states_have_words() {
        for (RegistrationState state : RegistrationState.values()) {
            assertEquals(state, RegistrationState.of(state.word()));
        }
        assertTrue(RegistrationState.UNSURE.isUnderWay());
        assertFalse(RegistrationState.DUE.isUnderWay());
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
