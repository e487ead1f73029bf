package org.offprint.search.lucene.analysis;

import java.util.Collection;

/** Set of the first letters of several words, in upper and lower case. Characters outside ASCII are always included. */
public final class FirstLetters {

    public static final FirstLetters ALL = new FirstLetters(-1, -1);

    private final long low;
    private final long high;

    private FirstLetters(long low, long high) {
        this.low = low;
        this.high = high;
    }

    /** Returns the set of first letters of the given folded words. */
    public static FirstLetters of(Collection<String> words) {
        long low = 0;
        long high = 0;
        for (String word : words) {
            char first = word.isEmpty() ? Character.MAX_VALUE : word.charAt(0);
            if (first < 64) {
                low |= 1L << first;
            } else if (first < 128) {
                high |= 1L << first | 1L << Character.toUpperCase(first);
            }
        }
        return new FirstLetters(low, high);
    }

    public boolean has(char letter) {
        return letter >= 128 || ((letter < 64 ? low : high) >>> letter & 1) != 0;
    }
}
