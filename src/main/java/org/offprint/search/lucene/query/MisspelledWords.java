package org.offprint.search.lucene.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.documents.PrefixTerms;

/** Decides which words of typed text may be misspelled, and what a term near one of them weighs. */
public final class MisspelledWords {

    /**
     * The number of words that may be misspelled at once: of each the terms of every kind are looked through. It is a
     * number and no time, so that a text has the same answer each time.
     */
    public static final int MOST = 3;

    /** The number of terms near a word that are searched for, those first that most records have. */
    public static final int MOST_TERMS = 50;

    private static final int SHORTEST = 3;

    /**
     * Weights are whole numbers of these parts, so that a sum of them is exact in a float: records that score alike do so on
     * every engine, in whatever order it adds.
     */
    private static final int PARTS = 64;

    private MisspelledWords() {}

    /** Reports whether a word is long enough to be known again with one letter wrong. */
    public static boolean isForgiven(Token token) {
        return token.word() != null && letters(PrefixTerms.of(token.term())) >= SHORTEST;
    }

    private static int letters(String word) {
        return word.codePointCount(0, word.length());
    }

    /**
     * Chooses the words near which terms are looked for: those first that no record has, because there may be none, and
     * nothing else is looked for in vain then.
     *
     * @param missing the numbers of the words that no record has as they were typed
     * @return numbers of words, at most {@link #MOST}; null where no record can have all words
     */
    public static List<Integer> chosen(List<Token> typed, BitSet missing) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            if (!isForgiven(typed.get(i)) || chosen.size() == MOST) {
                return null;
            }
            chosen.add(i);
        }
        for (int i = 0; i < typed.size() && chosen.size() < MOST; i++) {
            if (!missing.get(i) && isForgiven(typed.get(i))) {
                chosen.add(i);
            }
        }
        return chosen;
    }

    /** Returns the weight of a term near a word, beside 1 for the word itself: of a short word one letter is much. */
    public static float likeness(String word) {
        int letters = letters(word);
        return (float) (PARTS * (letters - 1) / letters) / PARTS;
    }
}
