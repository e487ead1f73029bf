package org.offprint.references.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTokensTest {

    @Test
    void words_and_numbers_and_punctuation_of_a_reference_are_separate_tokens() {
        assertEquals(
                List.of(
                        "O\u2019Neil",
                        "A",
                        ".",
                        "D",
                        "95",
                        "(",
                        "3",
                        ")",
                        ":",
                        "e",
                        "12",
                        "\u2013",
                        "9",
                        ",",
                        "10.5555/a.b",
                        "."),
                words("O\u2019Neil A. D95(3):e12\u20139, 10.5555/a.b."));
        assertEquals(
                List.of("\u5F20", "\u4E09", "\uFF0E", "\u7814", "\u7A76", "[", "J", "]"),
                words("\u5F20\u4E09\uFF0E\u7814\u7A76[J]"));
    }

    @Test
    void the_preposition_in_is_split_from_a_capitalized_word_that_directly_follows_it() {
        assertEquals(List.of("Fens", ".", "In", "Proceedings", "of", "bogs"), words("Fens. InProceedings of bogs"));
        assertEquals(List.of("Fens", "?", "In", "Euro", "-", "Par"), words("Fens? InEuro-Par"));
        assertEquals(List.of("Lee", ",", "InYoung"), words("Lee, InYoung"));
        assertEquals(List.of("Fens", ".", "InGaAs"), words("Fens. InGaAs"));
        assertEquals(List.of("Fens", ".", "Inland"), words("Fens. Inland"));
        assertEquals(List.of("Fens", ".", "INLAND"), words("Fens. INLAND"));
    }

    @Test
    void token_offsets_are_positions_in_utf_16_units_of_the_original_text() {
        String text = "\uD835\uDC9C a\u00ADb\u200E c";
        ReferenceTokens tokens = ReferenceTokens.of(text, List.of());
        assertEquals(List.of("\uD835\uDC9C", "a\u00ADb", "c"), words(text));
        assertEquals(0, tokens.start(0));
        assertEquals(3, tokens.start(1));
        assertEquals(text.length(), tokens.end(2));
    }

    @Test
    void a_reference_is_split_into_at_most_the_maximum_number_of_tokens() {
        String text = "a, ".repeat(3_000);
        ReferenceTokens tokens = ReferenceTokens.of(text, PrintedIdentifiers.in(text));
        assertEquals(ReferenceTokens.MAX_TOKENS, tokens.size());
        assertTrue(tokens.readTo() < 700);
    }

    private static List<String> words(String text) {
        ReferenceTokens tokens = ReferenceTokens.of(text, PrintedIdentifiers.in(text));
        List<String> words = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            words.add(tokens.word(i));
        }
        return words;
    }
}
