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
    void parts_stand_between_single_separators(String text, boolean taken) {
        assertEquals(taken, SeparatedText.isOf(text, '-', SeparatedText::isLowerCaseLetter));
    }

    @Test
    void a_million_parts_take_no_stack() {
        assertTrue(SeparatedText.isOf("a-".repeat(1_000_000) + "a", '-', SeparatedText::isLowerCaseLetter));
        assertFalse(SeparatedText.isOf("a-".repeat(1_000_000), '-', SeparatedText::isLowerCaseLetter));
    }

    @Test
    void letters_beyond_the_basic_plane_belong_to_words() {
        assertTrue(SeparatedText.isOf("\ud835\udc00.\ud840\udc00", '.', SeparatedText::isOfAWord));
    }
}
