package org.offprint.search.lucene.analysis;

import java.util.Set;

/**
 * Finds the plural or singular of two-syllable Spanish nouns, for example caso and casos. The stemmer leaves the
 * singular of such nouns unchanged, so singular and plural have different stems.
 */
public final class SpanishPlurals {

    private static final String LANGUAGE = "es";
    private static final String VOWELS = "aeo";
    private static final int SINGULAR = 4;

    private SpanishPlurals() {}

    /**
     * Returns the plural of a two-syllable singular noun, or the singular of such a plural. Returns null for any other
     * word. For a word of another language, the result is usually also its plural or singular, or a word that occurs in
     * no text.
     *
     * @param languages languages of the searched texts
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
