package org.offprint.search.lucene.analysis;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Splits text into words by the Unicode rules (UAX 29). The text between two spaces is split separately. Plain words
 * are split without the Unicode rules, which are slower. Only the splitting of digits depends on the text before a
 * space, because digits belong to the script of the preceding letters.
 */
final class WordBreaks {

    private static final String LATIN = "a ";

    private static final ThreadLocal<WordBreaks> OF_THREAD = ThreadLocal.withInitial(WordBreaks::new);

    private final ICUTokenizer tokenizer = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
    private final CharTermAttribute term = tokenizer.getAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = tokenizer.getAttribute(OffsetAttribute.class);

    private WordBreaks() {}

    /**
     * Word found in a text.
     *
     * @param isPairs whether the word is in a script without spaces between words, and is therefore split into pairs of
     *     characters
     */
    record FoundWord(String text, int start, int end, boolean isPairs) {}

    /** Returns the words of a text. May omit words that begin with none of the given letters. */
    static List<FoundWord> of(String text, FirstLetters firstLetters) {
        return OF_THREAD.get().found(text, firstLetters);
    }

    private List<FoundWord> found(String text, FirstLetters firstLetters) {
        List<FoundWord> found = new ArrayList<>();
        boolean isLatin = false;
        int byRules = -1;
        int end;
        for (int at = PlainWords.next(text, 0); at < text.length(); at = PlainWords.next(text, end)) {
            end = PlainWords.blank(text, at);
            int last = PlainWords.end(text, at, end);
            int start = PlainWords.start(text, at, end);
            boolean isPlain = last >= 0 && (text.charAt(start) >= 'A' || isLatin && byRules < 0);
            if (!isPlain) {
                byRules = byRules < 0 ? at : byRules;
                continue;
            }
            if (byRules >= 0) {
                cut(text, byRules, at, isLatin, found);
                byRules = -1;
            }
            addPlain(text, start, last, firstLetters, found);
            isLatin = true;
        }
        if (byRules >= 0) {
            cut(text, byRules, text.length(), isLatin, found);
        }
        return found;
    }

    private static void addPlain(String text, int start, int end, FirstLetters firstLetters, List<FoundWord> found) {
        if (!PlainWords.hasOne(text, start, end, firstLetters)) {
            return;
        }
        int at = start;
        while (at < end) {
            int next = PlainWords.hyphen(text, at, end);
            found.add(new FoundWord(text.substring(at, next), at, next, false));
            at = next + 1;
        }
    }

    /**
     * Splits a range of the text by the Unicode rules.
     *
     * @param isLatin whether the letters before the range are Latin
     */
    private void cut(String text, int from, int to, boolean isLatin, List<FoundWord> found) {
        String before = isLatin ? LATIN : "";
        int shift = from - before.length();
        try {
            tokenizer.setReader(new StringReader(before + text.substring(from, to)));
            tokenizer.reset();
            while (tokenizer.incrementToken()) {
                if (offset.startOffset() >= before.length()) {
                    found.add(new FoundWord(
                            term.toString(),
                            shift + offset.startOffset(),
                            shift + offset.endOffset(),
                            isPairs(term.charAt(0), term)));
                }
            }
            tokenizer.end();
            tokenizer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPairs(char first, CharSequence word) {
        if (first < 0x1100) {
            return false;
        }
        return switch (Character.UnicodeScript.of(Character.codePointAt(word, 0))) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
            default -> false;
        };
    }
}
