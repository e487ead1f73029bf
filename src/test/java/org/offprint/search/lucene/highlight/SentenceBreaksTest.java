package org.offprint.search.lucene.highlight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tests sentence breaks that are computed once per text. */
class SentenceBreaksTest {

    private static final String[] PIECES = {
        "A", "word", "x", " ", " ", ". ", ".", "! ", "? ", "\u3002", "\u201d", ") ", "\n", "5.3 ", "e.g. ", "\u4e2d",
        "\u00e9"
    };

    @Test
    void sentence_breaks_equal_the_breaks_of_the_unicode_rules_at_every_offset() {
        Random random = new Random(3);
        BreakIterator rules = BreakIterator.getSentenceInstance(Locale.ROOT);
        BreakIterator sentences = new SentenceBreaks();
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(20); pieces >= 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            rules.setText(text.toString());
            sentences.setText(text.toString());
            assertEquals(rules.first(), sentences.first());
            assertEquals(rules.last(), sentences.last());
            for (int offset = 0; offset <= text.length(); offset++) {
                int at = offset;
                if (offset < text.length()) {
                    assertEquals(rules.following(offset), sentences.following(offset), () -> text + " after " + at);
                }
                if (offset > 0) {
                    assertEquals(rules.preceding(offset), sentences.preceding(offset), () -> text + " before " + at);
                }
            }
        }
    }
}
