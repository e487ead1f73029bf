package org.offprint.kernel.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Assertion that an identifier is rejected. */
final class RejectionAssertions {

    private RejectionAssertions() {}

    /** Asserts that parsing fails with this error code and a message of one sentence. Returns the message. */
    static String refused(String code, Executable parsing) {
        InvalidValueException refusal = assertThrows(InvalidValueException.class, parsing);
        assertEquals(code, refusal.code());
        assertTrue(refusal.getMessage().matches("(?s)\\S.*[.?]"), refusal.getMessage());
        return refusal.getMessage();
    }
}
