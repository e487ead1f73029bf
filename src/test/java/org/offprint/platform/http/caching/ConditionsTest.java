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
    void etags_in_an_if_none_match_header_are_compared_weakly(String header, String etag, boolean same) {
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
    void dates_in_an_if_modified_since_header_are_compared_in_whole_seconds(String header, boolean same) {
        assertEquals(same, Conditions.notModified(null, header, "\"a\"", CHANGED));
    }

    @Test
    void an_if_modified_since_header_is_ignored_when_an_if_none_match_header_is_present() {
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
    void etags_in_an_if_match_header_are_compared_strongly(String header, int status) {
        if (status == 0) {
            Conditions.requireMatch(header, "\"a\"");
            return;
        }
        ProblemException problem = assertThrows(ProblemException.class, () -> Conditions.requireMatch(header, "\"a\""));
        assertEquals(status, problem.problem().status());
        assertEquals(status == 412 ? "\"a\"" : null, problem.headers().get("ETag"));
    }

    @Test
    void a_missing_if_match_header_returns_428() {
        ProblemException problem = assertThrows(ProblemException.class, () -> Conditions.requireMatch(null, "\"a\""));
        assertEquals(428, problem.problem().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "\"a", "\"a\"x", "W\"a\"", "\"a\",,b", "\"a\nb\""})
    void a_malformed_if_none_match_header_returns_400(String header) {
        ProblemException problem =
                assertThrows(ProblemException.class, () -> Conditions.notModified(header, null, "\"a\"", null));
        assertEquals(400, problem.problem().status());
        assertEquals("If-None-Match", problem.problem().errors().get(0).header());
    }

    @Test
    void timestamps_are_formatted_as_http_dates() {
        assertEquals("Tue, 04 Mar 2025 05:06:07 GMT", Conditions.httpDate(CHANGED));
    }

    @Test
    void an_etag_that_ends_with_a_hyphen_matches_its_form_with_the_gzip_suffix() {
        assertTrue(Conditions.notModified("\"x-\"", null, "\"x-\"", null));
        assertTrue(Conditions.notModified("\"x--gzip\"", null, "\"x-\"", null));
        assertTrue(Conditions.notModified("\"x---gzip\"", null, "\"x-\"", null));
        assertTrue(Conditions.notModified("\"x--gzip\"", null, "\"x\"", null));
        assertFalse(Conditions.notModified("\"x-\"", null, "\"x\"", null));
        assertFalse(Conditions.notModified("\"x---gzip\"", null, "\"x\"", null));
    }
}
