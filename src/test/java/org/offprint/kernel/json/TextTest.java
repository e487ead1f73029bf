package org.offprint.kernel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\tb\nc\r\n",
                "é",
                "e\u0301",
                "河北大学",
                "𝒜🧪",
                "\u00a0\u200b\ufeff",
                "\ufffd",
                "\ue000",
                "\u007f\u0085"
            })
    void text_in_every_script_is_accepted(String text) {
        assertNull(Text.fault(text));
        assertEquals(text, Text.withoutUnpairedSurrogates(text));
    }

    @Test
    void characters_that_are_illegal_in_json_or_xml_are_reported_with_their_position() {
        assertEquals(
                "Character 2 is the control character U+0000, which cannot be stored. Remove it.",
                Text.fault("a\u0000"));
        assertEquals(
                "Character 1 is the control character U+001B, which cannot be stored. Remove it.",
                Text.fault("\u001bx"));
        assertEquals(
                "Character 1 is the control character U+FFFF, which cannot be stored. Remove it.",
                Text.fault("\uffff"));
        assertEquals("Character 3 is half of a surrogate pair. Remove it.", Text.fault("ab\ud800"));
        assertEquals("Character 1 is half of a surrogate pair. Remove it.", Text.fault("\udc00\ud800"));
        assertEquals("Character 3 is half of a surrogate pair. Remove it.", Text.fault("🧪\ud83e"));
    }

    @Test
    void unpaired_surrogates_are_written_as_replacement_characters() {
        assertEquals("a\ufffdb🧪\ufffd", Text.withoutUnpairedSurrogates("a\ud800b🧪\udc00"));
        assertEquals("\ufeffx", Text.withoutUnpairedSurrogates("\ufeffx"));
    }

    @Test
    void valid_text_is_unchanged_after_it_is_encoded_in_utf_8_and_decoded() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            char[] chars = new char[random.nextInt(6)];
            for (int j = 0; j < chars.length; j++) {
                chars[j] = (char) (random.nextBoolean() ? random.nextInt(0x10000) : 0xD700 + random.nextInt(0x1000));
            }
            String text = new String(chars);
            String about = "seed " + seed + ", round " + i;
            if (Text.fault(text) == null) {
                assertEquals(text, utf8(text), about);
            }
            String written = Text.withoutUnpairedSurrogates(text);
            assertEquals(written, utf8(written), about);
        }
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
