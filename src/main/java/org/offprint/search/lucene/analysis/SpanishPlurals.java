package org.offprint.search.lucene.analysis;

import java.util.Set;

/** Spanish nouns of two syllables, such as caso and casos, of which the stemmer leaves the singular as it is. */
public final class SpanishPlurals {

    private static final String LANGUAGE = "es";
    private static final String VOWELS = "aeo";
    private static final int SINGULAR = 4;

    private SpanishPlurals() {}

    /**
     * The plural of such a singular, and the other way round; null for other words. What it makes of words of other languages
     * is mostly their other number, too, and else nothing that anybody writes.
     *
     * @param languages of the texts that are searched
     */
    public static String inOtherNumber(Token token, Set<String> languages) {
        String word = token.term();
        boolean isPlural = word.length() == SINGULAR + 1 && word.charAt(SINGULAR) == 's';
        boolean isShort = token.word() != null && (isPlural || word.length() == SINGULAR);
        if (!isShort || VOWELS.indexOf(word.charAt(SINGULAR - 1)) < 0 || !languages.contains(LANGUAGE)) {
            return null;
        }
        return isPlural ? word.substring(0, SINGULAR) : word + "s";
    }
}
