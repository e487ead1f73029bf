package org.offprint.journal.affiliations.parsing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.kernel.text.FoldedText;
import org.offprint.kernel.text.Table;

/**
 * Normalizes words of affiliations for comparison. Case and accents are removed, abbreviations are expanded, and each
 * Chinese character becomes a word.
 */
public final class ComparedWords {

    private static final Pattern SEPARATORS = Pattern.compile(
            "(?<=\\p{IsHan})\\s+|\\s+(?=\\p{IsHan})|[,;，、；。|()（）\\[\\]\\n\\t/]+|\\s[-–—]\\s|[.:](?=\\s|$)(?<!\\b\\p{Lu}[.])");

    private static final Set<String> INSIGNIFICANT = Table.words("organization-terms.tsv", "passed-over");

    private static final Map<String, String> WRITTEN_OUT = Table.map("organization-abbreviations.tsv");

    private static final String AND = "(?:and|und|et|e|y|och|&)\\s+";
    private static final Pattern AND_UNIVERSITY =
            Pattern.compile("(?iu)(?:.*\\s)?" + AND + "(?:\\S+\\s+){0,2}universi.*");
    private static final Pattern STARTS_WITH_AND = Pattern.compile("(?iu)" + AND + ".*");

    private ComparedWords() {}

    /**
     * Returns whether "and" precedes a university in the segment, as in "Springfield and the University of
     * Shelbyville".
     */
    public static boolean isAndUniversity(String segment) {
        return AND_UNIVERSITY.matcher(segment).matches();
    }

    public static boolean startsWithAnd(String segment) {
        return STARTS_WITH_AND.matcher(segment).matches();
    }

    /** Splits a printed affiliation into segments at commas and brackets. */
    static List<String> segments(String text) {
        List<String> segments = new ArrayList<>();
        for (String segment : SEPARATORS.split(FoldedText.plain(text))) {
            String bare = segment.replaceAll("^[\\s.\\d*†‡§]+(?=\\p{Lu}\\p{Ll})|[\\s.]+$", "")
                    .strip();
            if (!bare.isEmpty()) {
                segments.add(bare);
            }
        }
        return segments;
    }

    /**
     * Returns the normalized words of an affiliation for comparison with organization names. Insignificant words are
     * omitted.
     */
    public static List<String> significantWords(String text) {
        return FoldedText.words(FoldedText.folded(text)).stream()
                .filter(word -> !INSIGNIFICANT.contains(word))
                .map(word -> WRITTEN_OUT.getOrDefault(word, word))
                .toList();
    }

    /**
     * Returns the normalized form of an organization name for comparison with printed affiliations, or null if the name
     * has no words.
     */
    public static String comparisonKey(String name) {
        String words = String.join(" ", significantWords(name));
        return words.isEmpty() ? null : words;
    }

    public static boolean isHan(String word) {
        return Character.isIdeographic(word.codePointAt(0));
    }

    /**
     * Returns whether the text contains one of the given words, ignoring case and accents. A given word that ends in an
     * asterisk matches all words with that prefix.
     */
    public static boolean hasOne(String text, Set<String> wanted) {
        for (String word : FoldedText.words(FoldedText.folded(text).toLowerCase(Locale.ROOT))) {
            if (wanted.contains(word)) {
                return true;
            }
            for (String prefix : wanted) {
                if (prefix.endsWith("*") && word.startsWith(prefix.substring(0, prefix.length() - 1))) {
                    return true;
                }
            }
        }
        return false;
    }
}
