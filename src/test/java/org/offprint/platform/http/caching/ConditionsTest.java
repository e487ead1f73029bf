package org.offprint.platform.http.caching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.kernel.faults.ProblemException;

class ConditionsTest {

    private static final Instant CHANGED = Instant.parse("2025-03-04T05:06:07.890Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a\"            | \"a\"   | true",
                "W/\"a\"          | \"a\"   | true",
                "\"a\"            | W/\"a\" | true",
                "\"a-gzip\"       | \"a\"   | true",
                "\"a-br\"         | \"a\"   | true",
                "W/\"a-gzip\"     | \"a\"   | true",
                "\"b\", W/\"a\"   | \"a\"   | true",
                "\"x,y\",\"a\"    | \"a\"   | true",
                "*                | \"a\"   | true",
                "\"b\"            | \"a\"   | false",
                "\"ab-gzip\"      | \"a\"   | false",
                "\"A\"            | \"a\"   | false"
            })
    void if_none_match_compares_weakly(String header, String etag, boolean same) {
        assertEquals(same, Conditions.notModified(header, null, etag, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tue, 04 Mar 2025 05:06:07 GMT | true",
                "Tue, 04 Mar 2025 05:06:08 GMT | true",
                "Tue, 04 Mar 2025 05:06:06 GMT | false",
                "yesterday                     | false"
            })
    void a_date_counts_in_whole_seconds_and_is_passed_over_if_it_is_none(String header, boolean same) {
        assertEquals(same, Conditions.notModified(null, header, "\"a\"", CHANGED));
    }

    @Test
    void a_date_does_not_count_beside_a_tag() {
        assertEquals(false, Conditions.notModified("\"b\"", "Tue, 04 Mar 2025 05:06:07 GMT", "\"a\"", CHANGED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a\"            | 0",
                "\"a-gzip\"       | 0",
                "\"b\" , \"a\"    | 0",
                "*                | 0",
                "W/\"a\"          | 412",
                "\"b\"            | 412",
                "a                | 400",
                "\"a             | 400",
                "\"a\" \"b\"      | 400",
                "," + "              | 400"
            })
    void if_match_compares_strongly(String header, int status) {
        if (status == 0) {
            Conditions.requireMatch(header, "\"a\"");
            return;
        }
        ProblemException problem = assertThrows(ProblemException.class, () -> Conditions.requireMatch(header, "\"a\""));
        assertEquals(status, problem.problem().status());
        assertEquals(status == 412 ? "\"a\"" : null, problem.headers().get("ETag"));
    }

    @Test
    void a_write_without_a_tag_is_428() {
        ProblemException problem = assertThrows(ProblemException.class, () -> Conditions.requireMatch(null, "\"a\""));
        assertEquals(428, problem.problem().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "\"a", "\"a\"x", "W\"a\"", "\"a\",,b", "\"a\nb\""})
    void a_malformed_header_is_400(String header) {
        ProblemException problem =
                assertThrows(ProblemException.class, () -> Conditions.notModified(header, null, "\"a\"", null));
        assertEquals(400, problem.problem().status());
        assertEquals("If-None-Match", problem.problem().errors().get(0).header());
    }

    @Test
    void dates_are_written_as_http_has_them() {
        assertEquals("Tue, 04 Mar 2025 05:06:07 GMT", Conditions.httpDate(CHANGED));
    }

    @Test
    void a_tag_that_ends_with_a_hyphen_is_known_by_its_compressed_form_too() {
        assertTrue(Conditions.notModified("\"x-\"", null, "\"x-\"", null));
        assertTrue(Conditions.notModified("\"x--gzip\"", null, "\"x-\"", null));
        assertTrue(Conditions.notModified("\"x---gzip\"", null, "\"x-\"", null));
        assertTrue(Conditions.notModified("\"x--gzip\"", null, "\"x\"", null));
        assertFalse(Conditions.notModified("\"x-\"", null, "\"x\"", null));
        assertFalse(Conditions.notModified("\"x---gzip\"", null, "\"x\"", null));
    }
}
