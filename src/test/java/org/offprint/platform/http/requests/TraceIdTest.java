package org.offprint.platform.http.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String VALID = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @Test
    void the_trace_id_is_the_second_field_of_traceparent() {
        assertEquals(TRACE, TraceId.parse(VALID));
    }

    @Test
    void later_traceparent_versions_may_have_additional_fields() {
        assertEquals(TRACE, TraceId.parse(VALID.replaceFirst("00", "cc")));
        assertEquals(TRACE, TraceId.parse(VALID.replaceFirst("00", "01") + "-what-the-future-will-be"));
        assertEquals(TRACE, TraceId.parse(VALID.replaceFirst("00", "01") + "-" + "x".repeat(456)));
        assertNull(TraceId.parse(VALID.replaceFirst("00", "01") + "-" + "x".repeat(457)));
        assertNull(TraceId.parse(VALID.replaceFirst("00", "01") + "00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                TRACE,
                // The version 00 has exactly four fields.
                VALID + "-",
                VALID + "-00",
                "ff-" + TRACE + "-00f067aa0ba902b7-01",
                "0-" + TRACE + "-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-011",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                "00_" + TRACE + "_00f067aa0ba902b7_01",
                "00-" + TRACE + "-00f067aa0ba902b7-0x",
                " " + VALID,
                VALID + "\n"
            })
    void an_invalid_traceparent_has_no_trace_id(String value) {
        assertNull(TraceId.parse(value));
    }
}
