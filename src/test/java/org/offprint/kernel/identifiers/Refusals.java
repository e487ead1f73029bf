package org.offprint.kernel.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** How a refused value is checked. */
final class Refusals {

    private Refusals() {}

    /** Refused with this code and one sentence; gives the sentence. */
    static String refused(String code, Executable parsing) {
        InvalidValueException refusal = assertThrows(InvalidValueException.class, parsing);
        assertEquals(code, refusal.code());
        assertTrue(refusal.getMessage().matches("(?s)\\S.*[.?]"), refusal.getMessage());
        return refusal.getMessage();
    }
}
