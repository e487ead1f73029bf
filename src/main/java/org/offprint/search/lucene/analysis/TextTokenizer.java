package org.offprint.search.lucene.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offprint.search.lucene.analysis.WordBreaks.FoundWord;

/**
 * Tokenizes record texts and queries. Words are split by the Unicode rules (UAX 29) and folded. Chinese, Japanese and
 * Korean text is split into overlapping pairs of characters. Hyphenated words are returned both in parts and as a
 * whole.
 */
public final class TextTokenizer {

    /** Maximum length of an indexed word, in UTF-16 code units. */
    private static final int MAX_WORD_LENGTH = 200;

    private static final int MAX_PARTS = 5;

    private TextTokenizer() {}

    /** Returns the tokens of a text to be indexed. */
    public static List<Token> ofText(String text) {
        return tokens(text, FirstLetters.ALL, false);
    }

    /**
     * Returns the tokens of a text. May omit tokens if neither the word nor any of its stems begins with one of the
     * given letters.
     */
    public static List<Token> ofText(String text, FirstLetters firstLetters) {
        return tokens(text, firstLetters, false);
    }

    /**
     * Returns the tokens of a query. A single Chinese, Japanese or Korean character is returned only if it is not part
     * of a pair. A word that is too long to be indexed is also returned, so that the query matches no text.
     */
    public static List<Token> ofQuery(String text) {
        return tokens(text, FirstLetters.ALL, true);
    }

    private static List<Token> tokens(String text, FirstLetters firstLetters, boolean isQuery) {
        String even = Folding.withoutSplittingCharacters(text);
        List<FoundWord> found = WordBreaks.of(even, firstLetters);
        List<Token> tokens = new ArrayList<>(found.size());
        int i = 0;
        while (i < found.size()) {
            int next = i + 1;
            if (found.get(i).isPairs()) {
                while (next < found.size()
                        && follows(found, next)
                        && found.get(next).isPairs()) {
                    next++;
                }
                addPairs(even, found.get(i).start(), found.get(next - 1).end(), isQuery, tokens);
            } else {
                while (next < found.size() && isHyphenated(found, next, even)) {
                    next++;
                }
                addWords(found.subList(i, next), isQuery, tokens);
            }
            i = next;
        }
        return tokens;
    }

    private static boolean follows(List<FoundWord> found, int next) {
        return found.get(next - 1).end() == found.get(next).start();
    }

    private static boolean isHyphenated(List<FoundWord> found, int next, String text) {
        FoundWord before = found.get(next - 1);
        return !found.get(next).isPairs()
                && before.end() + 1 == found.get(next).start()
                && Folding.isHyphen(text.charAt(before.end()));
    }

    private static void addWords(List<FoundWord> parts, boolean isQuery, List<Token> tokens) {
        String joined = null;
        if (parts.size() > 1 && parts.size() <= MAX_PARTS) {
            StringBuilder all = new StringBuilder();
            parts.forEach(part -> all.append(Folding.fold(part.text())));
            joined = all.length() > MAX_WORD_LENGTH ? null : all.toString();
        }
        for (FoundWord part : parts) {
            String word = part.text().toLowerCase(Locale.ROOT);
            String folded = Folding.fold(word);
            if (folded.length() > MAX_WORD_LENGTH) {
                if (isQuery) {
                    // Do not stem the long word, because the stemmer might shorten it to an indexed word.
                    add(tokens, folded, List.of(), part.start(), part.end());
                }
            } else if (!folded.isEmpty()) {
                boolean first = part == parts.get(0);
                tokens.add(new Token(
                        folded,
                        word,
                        Folding.alternativeSpellings(word, folded),
                        part.start(),
                        part.end(),
                        first ? joined : null,
                        first && joined != null ? parts.size() : 1,
                        parts.get(parts.size() - 1).end()));
            }
        }
    }

    /** Adds each character together with the pair that it begins. For a query, adds only the pairs of characters. */
    private static void addPairs(String text, int start, int end, boolean isQuery, List<Token> tokens) {
        int at = start;
        while (at < end) {
            int next = text.offsetByCodePoints(at, 1);
            int afterNext = next < end ? text.offsetByCodePoints(next, 1) : end;
            String one = Folding.fold(text.substring(at, next));
            if (next == end) {
                if (!isQuery || at == start) {
                    add(tokens, one, List.of(), at, next);
                }
            } else {
                String two = Folding.fold(text.substring(at, afterNext));
                if (isQuery && one.isEmpty()) {
                    // Skip characters without a position in the index, such as the Japanese long vowel mark.
                    at = next;
                    continue;
                }
                if (isQuery) {
                    add(tokens, two, List.of(), at, afterNext);
                } else {
                    add(tokens, one, List.of(two), at, afterNext);
                }
            }
            at = next;
        }
    }

    private static void add(List<Token> tokens, String term, List<String> others, int start, int end) {
        if (!term.isEmpty()) {
            tokens.add(new Token(term, null, others, start, end, null, 1, end));
        }
    }
}
