package org.offprint.journal.journals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offprint.journal.journals.DoiPattern.Token;
import org.offprint.journal.journals.DoiRegister.OwnerKind;

class DoiPatternTest {

    private static List<String> faults(String pattern, OwnerKind kind) {
        return new DoiPattern(pattern)
                .faults(kind).stream().map(DoiPattern.Fault::code).toList();
    }

    @Test
    void a_doi_pattern_must_have_only_known_tokens_and_produce_unique_suffixes() {
        assertEquals(List.of(), faults("{journal}.{random}", OwnerKind.ARTICLE));
        assertEquals(List.of(), faults("a-b_c;(d)/{sequence}", OwnerKind.ARTICLE));
        assertEquals(List.of("doi-pattern-token"), faults("{journal}.{nr}", OwnerKind.ARTICLE));
        assertEquals(List.of("doi-pattern-token"), faults("{random", OwnerKind.ARTICLE));
        assertEquals(List.of("doi-pattern-characters"), faults("A{random}", OwnerKind.ARTICLE));
        assertEquals(List.of("doi-pattern-characters"), faults("é.{random}", OwnerKind.ARTICLE));
        assertEquals(List.of("doi-pattern-characters"), faults("{random}}", OwnerKind.ARTICLE));
        assertEquals(List.of("doi-pattern-constant"), faults("{journal}.{year}", OwnerKind.ARTICLE));
        assertEquals(List.of("doi-pattern-constant"), faults("x", OwnerKind.ISSUE));
        assertEquals(List.of(), faults("{journal}.{volume}.{issue}", OwnerKind.ISSUE));
        assertTrue(new DoiPattern("{volume}.{id}").isChangeable());
        assertFalse(DoiPattern.DEFAULT.isChangeable());
    }

    @Test
    void a_doi_pattern_yields_no_suffix_if_the_value_of_a_token_is_missing() {
        Map<Token, String> values = Map.of(Token.JOURNAL, "roads", Token.SEQUENCE, "12", Token.YEAR, "2026");
        assertEquals(Optional.of("roads/2026-12"), new DoiPattern("{journal}/{year}-{sequence}").fill(values::get));
        assertEquals(Optional.empty(), new DoiPattern("{journal}.{volume}.{sequence}").fill(values::get));
        assertEquals(Optional.empty(), new DoiPattern("{journal}{sequence}").fill(token -> "x"
                .repeat(DoiPattern.MAX_SUFFIX_LENGTH)));
    }

    @Test
    void a_random_doi_suffix_has_eight_characters_and_a_check_character() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            String random = DoiPattern.random();
            assertTrue(random.matches("[0-9a-hjkmnp-tv-z]{8}[0-9a-hjkmnp-z]"), random);
            long number = 0;
            for (char c : random.substring(0, 8).toCharArray()) {
                number = number * 32 + "0123456789abcdefghjkmnpqrstvwxyz".indexOf(c);
            }
            assertEquals("0123456789abcdefghjkmnpqrstvwxyz*~$=u".indexOf(random.charAt(8)), number % 37, random);
            made.add(random);
        }
        assertEquals(2_000, made.size());
    }
}
