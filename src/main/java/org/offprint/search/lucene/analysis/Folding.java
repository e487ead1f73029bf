package org.offprint.search.lucene.analysis;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;

/** Folds the case, accents, width and apostrophes of words. */
public final class Folding {

    private static final Normalizer2 FOLDING = ICUFoldingFilter.NORMALIZER;

    /** French, Italian and Catalan articles and prepositions that lose their vowel before a word. */
    private static final Set<String> ELIDED = Set.of(
            "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "dell", "all", "nell",
            "dall", "sull", "un", "quest", "quell");

    private static final Pattern DIGRAPHS = Pattern.compile("(?<=[^aeioq])ae|(?<=[^aeioq])oe|(?<=[^aeioq])ue|^[aou]e");

    /** Names of the Greek letters from alpha, in Unicode order, which includes the final sigma. */
    private static final List<String> GREEK = List.of(
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
            "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega");

    private Folding() {}

    /** Folds a word. Returns an empty string if the word consists only of characters that folding removes. */
    static String fold(String word) {
        return withoutApostrophes(isPlain(word) ? word : FOLDING.normalize(word));
    }

    /**
     * Returns language-independent alternative spellings of a word: umlauts as two letters, Greek letters by name, and
     * initials without periods.
     */
    static List<String> alternativeSpellings(String word, String folded) {
        List<String> others = new ArrayList<>(1);
        String spelledOut = spelledOut(word);
        if (spelledOut != null && !spelledOut.equals(folded)) {
            others.add(spelledOut);
        }
        char first = folded.charAt(0);
        if (first >= '\u03b1' && first <= '\u03c9' && folded.chars().skip(1).allMatch(c -> c >= '0' && c <= '9')) {
            others.add(GREEK.get(first - '\u03b1') + folded.substring(1));
        } else if (isInitials(folded)) {
            others.add(folded.replace(".", ""));
        }
        return others.isEmpty() ? List.of() : others;
    }

    private static boolean isInitials(String folded) {
        if (folded.length() < 3 || folded.length() % 2 == 0) {
            return false;
        }
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (i % 2 == 1 ? c != '.' : !Character.isLetter(c)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the folded word with umlauts and similar letters written as two letters, as in German and the
     * Scandinavian languages. Returns null if the word has no such letter.
     */
    static String spelledOut(String word) {
        StringBuilder out = null;
        for (int i = 0; i < word.length(); i++) {
            String two =
                    switch (word.charAt(i)) {
                        case 'ä', 'Ä', 'æ', 'Æ' -> "ae";
                        case 'ö', 'Ö', 'ø', 'Ø', 'œ', 'Œ' -> "oe";
                        case 'ü', 'Ü' -> "ue";
                        case 'å', 'Å' -> "aa";
                        default -> null;
                    };
            if (two != null && out == null) {
                out = new StringBuilder(word.substring(0, i));
            }
            if (out != null) {
                out.append(two == null ? word.substring(i, i + 1) : two);
            }
        }
        return out == null ? null : fold(out.toString());
    }

    /**
     * Returns a folded word with ae, oe and ue replaced by the single letter that each pair may represent. Returns null
     * if the word contains none of these pairs.
     */
    public static String contracted(String folded) {
        if (folded.indexOf('e') < 1) {
            return null;
        }
        String shorter = DIGRAPHS.matcher(folded).replaceAll(two -> two.group().substring(0, 1));
        return shorter.equals(folded) ? null : shorter;
    }

    /**
     * Replaces characters that would otherwise split words. Superscript and subscript digits become plain digits, and
     * typographic apostrophes become straight apostrophes. The length of the text does not change.
     */
    static String withoutSplittingCharacters(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char even = c < 0x80 ? c : withoutSplittingCharacters(c);
            if (even != c && out == null) {
                out = new StringBuilder(text);
            }
            if (even != c) {
                out.setCharAt(i, even);
            }
        }
        return out == null ? text : out.toString();
    }

    private static char withoutSplittingCharacters(char c) {
        if (c >= '\u2080' && c <= '\u2089') {
            return (char) ('0' + c - '\u2080');
        } else if (c == '\u2070' || c >= '\u2074' && c <= '\u2079') {
            return (char) ('0' + c - '\u2070');
        }
        return switch (c) {
            case '\u00b9' -> '1';
            case '\u00b2' -> '2';
            case '\u00b3' -> '3';
            case '\u2019', '\u02bc', '\uff07' -> '\'';
            default -> c;
        };
    }

    static boolean isHyphen(char c) {
        return c == '-' || c == '\u2010' || c == '\u2011' || c == '\u00ad' || c == '\u2013' || c == '\u2212';
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 0x80 || c >= 'A' && c <= 'Z') {
                return false;
            }
        }
        return true;
    }

    private static String withoutApostrophes(String word) {
        int at = word.indexOf('\'');
        if (at < 0) {
            return word;
        }
        if (at > 0 && at < word.length() - 1 && ELIDED.contains(word.substring(0, at))) {
            return withoutApostrophes(word.substring(at + 1));
        }
        String bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        return bare.replace("'", "");
    }
}
