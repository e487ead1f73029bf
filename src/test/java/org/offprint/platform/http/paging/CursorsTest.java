package org.offprint.platform.http.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.kernel.faults.ProblemException;

class CursorsTest {

    private static final byte[] OLD = "an older key of some length".getBytes();
    private static final byte[] NEW = "a newer key of some length".getBytes();
    private static final String BOUND = "/v1/articles sort=title";

    private final Cursors cursors = new Cursors(() -> List.of(NEW, OLD));

    @Test
    void a_decoded_cursor_equals_the_encoded_cursor() {
        for (Cursor cursor : List.of(
                Cursor.after(List.of("2025-01-02", "0190f3c1")),
                Cursor.before(Arrays.asList(null, "", "中文 é", "x".repeat(1_000))))) {
            assertEquals(cursor, cursors.decode(cursors.encode(cursor, BOUND), BOUND));
        }
    }

    @Test
    void a_cursor_contains_only_characters_that_need_no_url_encoding() {
        String token = cursors.encode(Cursor.after(List.of("ÿÿÿ>>>???", "~~~")), BOUND);
        assertTrue(token.matches("[A-Za-z0-9_-]+"), token);
    }

    @Test
    void only_cursors_signed_with_a_known_key_are_accepted() {
        String old = new Cursors(() -> List.of(OLD)).encode(Cursor.after(List.of("a")), BOUND);
        assertEquals(Cursor.after(List.of("a")), cursors.decode(old, BOUND));
        String foreign = new Cursors(() -> List.of("foreign".getBytes())).encode(Cursor.after(List.of("a")), BOUND);
        assertEquals("cursor-invalid", code(foreign, BOUND));
    }

    @Test
    void a_cursor_is_rejected_if_the_query_parameters_have_changed() {
        String token = cursors.encode(Cursor.after(List.of("a")), BOUND);
        assertEquals("cursor-mismatch", code(token, BOUND + "&q=x"));
    }

    @Test
    void a_cursor_with_one_changed_character_is_rejected() {
        String token = cursors.encode(Cursor.after(List.of("2025-01-02", "0190f3c1")), BOUND);
        // The last character is skipped because it may contain unused padding bits.
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertEquals("cursor-invalid", code(changed, BOUND), changed);
        }
    }

    @Test
    void a_cursor_cannot_be_encoded_if_its_sort_values_are_too_long_for_a_url() {
        Cursor longest = Cursor.after(List.of("x".repeat(5_000)));
        assertEquals(longest, cursors.decode(cursors.encode(longest, BOUND), BOUND));
        assertThrows(
                IllegalArgumentException.class, () -> cursors.encode(Cursor.after(List.of("x".repeat(6_000))), BOUND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "abc", "AAAA", "%%%", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "中"})
    void a_malformed_cursor_is_rejected(String token) {
        assertEquals("cursor-invalid", code(token, BOUND));
    }

    private String code(String token, String boundTo) {
        ProblemException problem = assertThrows(ProblemException.class, () -> cursors.decode(token, boundTo));
        assertEquals(400, problem.problem().status());
        assertEquals("cursor", problem.problem().errors().get(0).parameter());
        return problem.problem().errors().get(0).code();
    }
}
