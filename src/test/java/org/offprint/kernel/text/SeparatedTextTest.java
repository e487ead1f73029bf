package org.offprint.kernel.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeparatedTextTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    a,      true
                    a-b,    true
                    ab-c-d, true
                    '',     false
                    -,      false
                    -a,     false
                    a-,     false
                    a--b,   false
                    a-B,    false
                    a_b,    false
                    """)
    void a_string_with_adjacent_or_leading_or_trailing_separators_is_rejected(String text, boolean taken) {
        assertEquals(taken, SeparatedText.isOf(text, '-', SeparatedText::isLowerCaseLetter));
    }

    @Test
    void a_string_with_a_million_separators_does_not_overflow_the_stack() {
        assertTrue(SeparatedText.isOf("a-".repeat(1_000_000) + "a", '-', SeparatedText::isLowerCaseLetter));
        assertFalse(SeparatedText.isOf("a-".repeat(1_000_000), '-', SeparatedText::isLowerCaseLetter));
    }

    @Test
    void letters_outside_the_basic_multilingual_plane_are_word_characters() {
        assertTrue(SeparatedText.isOf("\ud835\udc00.\ud840\udc00", '.', SeparatedText::isWordCharacter));
    }
}
