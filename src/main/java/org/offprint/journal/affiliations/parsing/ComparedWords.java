package org.offprint.journal.affiliations.parsing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
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

    /**
     * Boundaries between words that are printed without a blank, such as "PhysicsUniversity". Short prefixes, as in
     * McMaster, are not separated.
     */
    private static final Pattern RUN_TOGETHER =
            Pattern.compile("(?<=\\p{Ll}{4})(?=\\p{Lu})|(?<=\\p{Lu}{2})(?=\\p{Lu}\\p{Ll}{3})");

    /** Country at the end of a company name in ROR, as in "Acme (Netherlands)". */
    private static final Pattern IN_COUNTRY = Pattern.compile("(.+) \\(([^()]+)\\)");

    private static final Pattern POSSESSIVE = Pattern.compile("(?<=\\p{L})['’`´](?=[sS](?!\\p{L}))");

    private static final Set<String> INSIGNIFICANT = Table.words("organization-terms.tsv", "passed-over");

    private static final Set<String> CONJUNCTIONS = Table.words("organization-terms.tsv", "conjunction");

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

    /**
     * Word of a printed affiliation, normalized for comparison.
     *
     * @param followsPreposition whether a preposition or an article, such as "of", precedes the word
     * @param followsConjunction whether "and" precedes the word
     */
    public record ComparedWord(String word, boolean followsPreposition, boolean followsConjunction) {}

    /** Splits a printed affiliation into segments at commas, brackets and words that are printed without a blank. */
    static List<String> segments(String text) {
        List<String> segments = new ArrayList<>();
        for (String segment : SEPARATORS.split(separated(FoldedText.plain(text), ", "))) {
            String bare = segment.replaceAll("^[\\s.\\d*†‡§]+(?=\\p{Lu}\\p{Ll})|[\\s.]+$", "")
                    .strip();
            if (!bare.isEmpty()) {
                segments.add(bare);
            }
        }
        return segments;
    }

    /** Inserts a separator between words that are printed without a blank. */
    private static String separated(String text, String separator) {
        return isRunTogether(text) ? RUN_TOGETHER.matcher(text).replaceAll(separator) : text;
    }

    private static boolean isRunTogether(String text) {
        for (int i = 2; i < text.length(); i++) {
            if (Character.isUpperCase(text.charAt(i)) && Character.isLetter(text.charAt(i - 1))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the normalized words of an affiliation for comparison with organization names. Insignificant words are
     * omitted.
     */
    public static List<String> significantWords(String text) {
        return comparedWords(text).stream().map(ComparedWord::word).toList();
    }

    private static String withoutCountry(String name) {
        Matcher inCountry = name.endsWith(")") ? IN_COUNTRY.matcher(name) : null;
        boolean isInCountry = inCountry != null
                && inCountry.matches()
                && CountryNames.named(FoldedText.words(FoldedText.folded(inCountry.group(2)))) != null;
        return isInCountry ? inCountry.group(1) : name;
    }

    /** Returns the normalized words of an affiliation, with the insignificant words that precede them. */
    public static List<ComparedWord> comparedWords(String text) {
        List<ComparedWord> compared = new ArrayList<>();
        boolean isPreposition = false;
        boolean isConjunction = false;
        String plain = POSSESSIVE
                .matcher(separated(withoutCountry(text), " ").replace("&", " and "))
                .replaceAll("");
        for (String word : FoldedText.words(FoldedText.folded(plain))) {
            if (INSIGNIFICANT.contains(word)) {
                isConjunction |= CONJUNCTIONS.contains(word);
                isPreposition |= !CONJUNCTIONS.contains(word);
            } else {
                compared.add(new ComparedWord(WRITTEN_OUT.getOrDefault(word, word), isPreposition, isConjunction));
                isPreposition = false;
                isConjunction = false;
            }
        }
        return compared;
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
        return FoldedText.words(FoldedText.folded(text).toLowerCase(Locale.ROOT)).stream()
                .anyMatch(word -> isOne(word, wanted));
    }

    /**
     * Returns whether a word in lower case is one of the given words. A given word that ends in an asterisk matches all
     * words with that prefix.
     */
    public static boolean isOne(String word, Set<String> wanted) {
        if (wanted.contains(word)) {
            return true;
        }
        for (String prefix : wanted) {
            if (prefix.endsWith("*") && word.startsWith(prefix.substring(0, prefix.length() - 1))) {
                return true;
            }
        }
        return false;
    }
}
