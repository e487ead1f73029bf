package org.offprint.kernel.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;

/**
 * Checks that table-based folding of text equals folding with Unicode normal forms, and that word boundaries follow
 * Unicode categories.
 */
class FoldedTextTest {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]+");

    /** First and last characters of the ranges from which random test strings are generated. */
    private static final int[][] RANGES = {
        {' ', '~'},
        {0, 0x1F},
        {0x7F, 0x24F},
        {0x250, 0x36F},
        {0x370, 0x52F},
        {0x590, 0x6FF},
        {0x900, 0x97F},
        {0x1E00, 0x1FFF},
        {0x2000, 0x206F},
        {0x2070, 0x214F},
        {0x2E80, 0x30FF},
        {0x4E00, 0x9FFF},
        {0xAC00, 0xD7A3},
        {0xD800, 0xDFFF},
        {0xF900, 0xFAFF},
        {0xFF00, 0xFFEF},
        {0x1D400, 0x1D7FF},
        {0x20000, 0x20FFF}
    };

    private static String plain(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }

    private static String folded(String text) {
        String bare = Normalizer.normalize(plain(text), Normalizer.Form.NFKD).replaceAll("[\u0300-\u036F]+", "");
        return plain(Normalizer.normalize(bare, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    void the_text_of_a_reference_is_folded_and_split_into_words() {
        String text = " Müller\u00A0, Ł.\tÉmile  (2020a) “The ﬁrst ÅNGSTRÖM”, pp. 12–34… ";
        assertEquals("muller , ł. emile (2020a) “the first angstrom”, pp. 12–34...", FoldedText.folded(text));
        assertEquals(
                List.of("muller", "ł", "emile", "2020a", "the", "first", "angstrom", "pp", "12", "34"),
                FoldedText.words(FoldedText.folded(text)));
    }

    @Test
    void each_character_is_folded_like_its_unicode_normal_form() {
        for (int c = 0; c <= Nightly.or(0xFFFF, 0x2FFFF); c++) {
            String text = new String(Character.toChars(c));
            for (String each : List.of(text, "A" + text + "b", " " + text, text + " 1")) {
                assertEquals(folded(each), FoldedText.folded(each), () -> Integer.toHexString(text.codePointAt(0)));
                assertEquals(plain(each), FoldedText.plain(each));
                assertEquals(words(each), FoldedText.words(each));
            }
        }
    }

    @Test
    void random_strings_are_folded_like_their_unicode_normal_forms() {
        Random random = new Random(7);
        for (int i = 0; i < Nightly.or(10_000, 100_000); i++) {
            StringBuilder text = new StringBuilder();
            int ranges = 1 + random.nextInt(3);
            int[][] some = new int[ranges][];
            for (int j = 0; j < ranges; j++) {
                some[j] = RANGES[random.nextInt(RANGES.length)];
            }
            for (int n = random.nextInt(24); n > 0; n--) {
                int[] range = some[random.nextInt(ranges)];
                text.appendCodePoint(random.nextInt(4) == 0 ? ' ' : random.nextInt(range[0], range[1] + 1));
            }
            String each = text.toString();
            assertEquals(folded(each), FoldedText.folded(each));
            assertEquals(plain(each), FoldedText.plain(each));
            assertEquals(words(each), FoldedText.words(each));
        }
    }
}
