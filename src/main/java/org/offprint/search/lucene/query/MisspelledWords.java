package org.offprint.search.lucene.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.documents.PrefixTerms;

/** Selects the words of a typed text that may be misspelled, and weights similar terms. */
public final class MisspelledWords {

    /**
     * Maximum number of words in a typed text that may be misspelled. For each such word, the indexed terms of every
     * record kind are scanned. The limit is a count rather than a timeout, so that the same text always has the same
     * suggestions.
     */
    public static final int MAX_WORDS = 3;

    /** Maximum number of similar terms for a misspelled word, most frequent first. */
    public static final int MAX_SIMILAR_TERMS = 50;

    private static final int MIN_LENGTH = 3;

    /**
     * Denominator of the weights of misspelled words. The denominator is a fixed power of two, so that sums of weights
     * are exact in floating-point arithmetic. Equal records then have equal scores in every search engine, regardless
     * of the order of addition.
     */
    private static final int WEIGHT_DENOMINATOR = 64;

    private MisspelledWords() {}

    /** Returns whether a word is long enough to be recognized despite one wrong letter. */
    public static boolean mayBeMisspelled(Token token) {
        return token.word() != null && letters(PrefixTerms.of(token.term())) >= MIN_LENGTH;
    }

    private static int letters(String word) {
        return word.codePointCount(0, word.length());
    }

    /**
     * Selects the words for which similar terms are searched. Words that no record contains come first: if such a word
     * has no similar term, no more searches are needed.
     *
     * @param missing indexes of the words that no record contains as typed
     * @return indexes of words, at most {@link #MAX_WORDS}; null if no record can contain all words
     */
    public static List<Integer> select(List<Token> typed, BitSet missing) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            if (!mayBeMisspelled(typed.get(i)) || chosen.size() == MAX_WORDS) {
                return null;
            }
            chosen.add(i);
        }
        for (int i = 0; i < typed.size() && chosen.size() < MAX_WORDS; i++) {
            if (!missing.get(i) && mayBeMisspelled(typed.get(i))) {
                chosen.add(i);
            }
        }
        return chosen;
    }

    /**
     * Returns the weight of a similar term, relative to a weight of 1 for the typed word itself. The shorter the word,
     * the lower the weight.
     */
    public static float similarity(String word) {
        int letters = letters(word);
        return (float) (WEIGHT_DENOMINATOR * (letters - 1) / letters) / WEIGHT_DENOMINATOR;
    }
}
