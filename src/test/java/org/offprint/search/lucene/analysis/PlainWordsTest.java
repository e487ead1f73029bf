package org.offprint.search.lucene.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.junit.jupiter.api.Test;

/** Tests the fast detection of word breaks, which does not use the Unicode rules. */
class PlainWordsTest {

    private static final String[] PLAIN =
            ("a|Zb|word|\u00e9|\u00dc|\u0131|\u0149|\u01c2|\u024f|9|2024| | | |\n|\t|\r|-|-|.|,|:|;|!|?|(|)|[|]|{|}|\"")
                    .split("\\|");
    private static final String[] OTHERS =
            ("'|/|_|&|%|$|\u00b7|\u00d7|\u00aa|\u0301|\u00ad|\u200d|\u2011|\u2019|\u03b1|\u0430"
                            + "|\u0627|\u0e01|\u05d0|\ud83d\ude00|\ufe0f|\u00a0|\u3000")
                    .split("\\|");

    private record Cut(int start, int end) {}

    @Test
    void fast_word_breaks_equal_the_word_breaks_of_the_unicode_rules() throws IOException {
        Random random = new Random(5);
        int plain = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(12); pieces >= 0; pieces--) {
                String[] some = random.nextInt(4) == 0 ? OTHERS : PLAIN;
                text.append(some[random.nextInt(some.length)]);
            }
            List<Cut> cut = new ArrayList<>();
            for (Token token : TextTokenizer.ofText(text.toString())) {
                cut.add(new Cut(token.start(), token.end()));
            }
            assertEquals(byRules(text.toString()), cut, () -> "'" + text + "'");
            plain += cut.size();
        }
        assertTrue(plain > 50_000);
    }

    private static List<Cut> byRules(String text) throws IOException {
        String even = Folding.withoutSplittingCharacters(text);
        List<Cut> cut = new ArrayList<>();
        try (ICUTokenizer rules = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true))) {
            CharTermAttribute term = rules.getAttribute(CharTermAttribute.class);
            OffsetAttribute offset = rules.getAttribute(OffsetAttribute.class);
            rules.setReader(new StringReader(even));
            rules.reset();
            while (rules.incrementToken()) {
                if (!Folding.fold(term.toString()).isEmpty()) {
                    cut.add(new Cut(offset.startOffset(), offset.endOffset()));
                }
            }
        }
        return cut;
    }
}
