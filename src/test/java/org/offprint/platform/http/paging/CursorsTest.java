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
    void a_token_gives_back_its_place() {
        for (Cursor cursor : List.of(
                Cursor.after(List.of("2025-01-02", "0190f3c1")),
                Cursor.before(Arrays.asList(null, "", "中文 é", "x".repeat(1_000))))) {
            assertEquals(cursor, cursors.decode(cursors.encode(cursor, BOUND), BOUND));
        }
    }

    @Test
    void a_token_needs_no_encoding_in_a_url() {
        String token = cursors.encode(Cursor.after(List.of("ÿÿÿ>>>???", "~~~")), BOUND);
        assertTrue(token.matches("[A-Za-z0-9_-]+"), token);
    }

    @Test
    void a_token_of_an_older_key_is_still_taken_and_one_of_no_key_is_not() {
        String old = new Cursors(() -> List.of(OLD)).encode(Cursor.after(List.of("a")), BOUND);
        assertEquals(Cursor.after(List.of("a")), cursors.decode(old, BOUND));
        String foreign = new Cursors(() -> List.of("foreign".getBytes())).encode(Cursor.after(List.of("a")), BOUND);
        assertEquals("cursor-invalid", code(foreign, BOUND));
    }

    @Test
    void a_token_is_refused_with_other_parameters() {
        String token = cursors.encode(Cursor.after(List.of("a")), BOUND);
        assertEquals("cursor-mismatch", code(token, BOUND + "&q=x"));
    }

    @Test
    void a_token_with_any_letter_changed_is_refused() {
        String token = cursors.encode(Cursor.after(List.of("2025-01-02", "0190f3c1")), BOUND);
        // The last letter may hold bits that do not count.
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertEquals("cursor-invalid", code(changed, BOUND), changed);
        }
    }

    @Test
    void sort_values_too_long_for_a_url_are_refused_when_the_token_is_made() {
        Cursor longest = Cursor.after(List.of("x".repeat(5_000)));
        assertEquals(longest, cursors.decode(cursors.encode(longest, BOUND), BOUND));
        assertThrows(
                IllegalArgumentException.class, () -> cursors.encode(Cursor.after(List.of("x".repeat(6_000))), BOUND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "abc", "AAAA", "%%%", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "中"})
    void what_is_no_token_is_refused(String token) {
        assertEquals("cursor-invalid", code(token, BOUND));
    }

    private String code(String token, String boundTo) {
        ProblemException problem = assertThrows(ProblemException.class, () -> cursors.decode(token, boundTo));
        assertEquals(400, problem.problem().status());
        assertEquals("cursor", problem.problem().errors().get(0).parameter());
        return problem.problem().errors().get(0).code();
    }
}
