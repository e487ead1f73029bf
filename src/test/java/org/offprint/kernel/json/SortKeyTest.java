package org.offprint.kernel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortKeyTest {

    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    @Test
    void titles_are_sorted_in_dictionary_order() {
        List<String> titles = List.of(
                "",
                "Acta 2",
                "“Acta 9”",
                "ACTA 10",
                "Acta 10 B",
                "Ácta b",
                "  acta   c",
                "Ægis",
                "Ωmega",
                "Журнал",
                "学报",
                "𝒴");
        // Mathematical letters are sorted like ordinary letters. For example, 𝒴 is sorted like y.
        List<String> expected = new ArrayList<>(titles);
        expected.remove("𝒴");
        expected.add(expected.indexOf("Ægis"), "𝒴");
        List<String> shuffled = new ArrayList<>(titles);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.sort(Comparator.comparing(SortKey::of, BY_BYTES));
        assertEquals(expected, shuffled);
    }

    @Test
    void sort_keys_ignore_case_and_accents_and_white_space() {
        for (String title : List.of("Café", "CAFE\u0301", "  «café", "cafe", "Ｃａｆｅ")) {
            assertEquals("cafe", SortKey.of(title).replaceAll("[»]", ""));
        }
        assertEquals(SortKey.of("A  \n B"), SortKey.of("a b"));
    }

    @Test
    void numbers_in_sort_keys_are_sorted_by_value_regardless_of_their_length() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var one = new BigInteger(1 + random.nextInt(60), random);
            var other = new BigInteger(1 + random.nextInt(60), random);
            String zeros = "0".repeat(random.nextInt(15));
            assertEquals(
                    Integer.signum(one.compareTo(other)),
                    Integer.signum(BY_BYTES.compare(
                            SortKey.numbers("S" + zeros + one + "a"), SortKey.numbers("S" + other + "a"))),
                    "seed " + seed + ": " + zeros + one + " and " + other);
        }
        assertEquals("", SortKey.numbers(null));
        assertTrue(BY_BYTES.compare(SortKey.numbers("2-3"), SortKey.numbers("2-10")) < 0);
        assertTrue(BY_BYTES.compare(SortKey.numbers("9"), SortKey.numbers("S1")) < 0);
    }

    @Test
    void a_sort_key_of_any_text_has_at_most_500_characters_and_can_be_stored() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(700), 0, 0x110000)
                    .filter(c -> c < 0xD800 || c > 0xDFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String key = SortKey.of(text);
            assertTrue(key.length() <= 500, "seed " + seed);
            assertEquals(key, new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8), "seed " + seed);
        }
        assertEquals(499, SortKey.of("x" + "𠀀".repeat(400)).length());
        assertEquals(500, SortKey.of("ﷺ".repeat(400)).length());
        assertEquals("", SortKey.of("!?…"));
    }
}
