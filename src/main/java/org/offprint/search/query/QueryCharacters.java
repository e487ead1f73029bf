package org.offprint.search.query;

import java.text.Normalizer;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Classifies the characters of a query, including typographic characters and the characters of Chinese and Japanese
 * keyboards.
 */
final class QueryCharacters {

    /** Opening quotation marks, each with the matching closing marks. */
    private static final Map<Character, String> QUOTES = Map.of(
            '"', "\"\uFF02",
            '\uFF02', "\"\uFF02",
            '\u201C', "\u201D\u201C",
            '\u201D', "\u201D",
            '\u201E', "\u201C\u201D",
            '«', "»",
            '»', "«»",
            '\u300C', "\u300D",
            '\u300E', "\u300F",
            '\u300A', "\u300B");

    /**
     * Pairs of quotation marks for phrases, in order of preference. A phrase is enclosed in the first pair whose
     * closing mark it does not contain.
     */
    private static final String[] PAIRS = {
        "\"\"", "\u201C\u201D", "«»", "\u300C\u300D", "\u300E\u300F", "\u300A\u300B", "\u201D\u201D"
    };

    private static final String PUNCTUATION = ".,;:!?\u2026\u3001\u3002\uFF0C\uFF1B\uFF1A\uFF01\uFF1F";

    private static final Set<Character.UnicodeScript> DENSE = Set.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.HANGUL);

    private static final Pattern HEBREW_ABBREVIATION = Pattern.compile("(?<=[\u05D0-\u05EA])\"(?=[\u05D0-\u05EA])");

    private QueryCharacters() {}

    /**
     * Returns the query text with quotation marks within Hebrew words replaced by the Hebrew abbreviation sign
     * (gershayim). Users type quotation marks because most keyboards lack this sign.
     */
    static String withHebrewMarks(String text) {
        return HEBREW_ABBREVIATION.matcher(text).replaceAll("\u05F4");
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || c == '\u200B'
                || c == '\uFEFF';
    }

    static boolean opensQuote(char c) {
        return QUOTES.containsKey(c);
    }

    static boolean closesQuote(char c, char opening) {
        return QUOTES.get(opening).indexOf(c) >= 0;
    }

    static boolean opensBracket(char c) {
        return c == '(' || c == '\uFF08';
    }

    static boolean closesBracket(char c) {
        return c == ')' || c == '\uFF09';
    }

    static boolean partsWords(char c) {
        return isBlank(c) || opensQuote(c) || opensBracket(c) || closesBracket(c);
    }

    static boolean isColon(char c) {
        return c == ':' || c == '\uFF1A';
    }

    static boolean isStar(char c) {
        return c == '*' || c == '\uFF0A';
    }

    static boolean isMinus(char c) {
        return c == '-' || c == '\uFF0D';
    }

    /** Returns whether a character ends a sentence or clause and therefore does not belong to the preceding word. */
    static boolean isPunctuation(char c) {
        return PUNCTUATION.indexOf(c) >= 0;
    }

    static boolean hasLetters(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** Returns the number of letters and digits in a string after compatibility decomposition. */
    static long letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .count();
    }

    /**
     * Returns whether a string contains a character of a script in which each character corresponds to a syllable or
     * word.
     */
    static boolean isDense(String text) {
        return text.codePoints().anyMatch(c -> DENSE.contains(Character.UnicodeScript.of(c)));
    }

    /**
     * Returns the phrase in quotation marks that it does not contain, or null if it contains all kinds of quotation
     * marks.
     */
    static String quoted(String text) {
        for (String pair : PAIRS) {
            if (text.chars().noneMatch(c -> closesQuote((char) c, pair.charAt(0)))) {
                return pair.charAt(0) + text + pair.charAt(1);
            }
        }
        return null;
    }
}
