package org.offprint.affiliations.parsing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.text.FoldedText;
import org.offprint.text.Table;

/** Words as they are compared: without case and accents, abbreviations written out, each Chinese character one word. */
public final class ComparedWords {

    /** The first character that may be Chinese. */
    private static final int CHINESE = 0x2E80;

    /** The general categories of letters, marks and numbers, as bits. */
    private static final int OF_WORDS = 1 << Character.UPPERCASE_LETTER
            | 1 << Character.LOWERCASE_LETTER
            | 1 << Character.TITLECASE_LETTER
            | 1 << Character.MODIFIER_LETTER
            | 1 << Character.OTHER_LETTER
            | 1 << Character.NON_SPACING_MARK
            | 1 << Character.ENCLOSING_MARK
            | 1 << Character.COMBINING_SPACING_MARK
            | 1 << Character.DECIMAL_DIGIT_NUMBER
            | 1 << Character.LETTER_NUMBER
            | 1 << Character.OTHER_NUMBER;

    private static final Pattern SEPARATORS = Pattern.compile(
            "(?<=\\p{IsHan})\\s+|\\s+(?=\\p{IsHan})|[,;，、；。|()（）\\[\\]\\n\\t/]+|\\s[-–—]\\s|[.:](?=\\s|$)(?<!\\b\\p{Lu}[.])");

    private static final Set<String> LITTLE = Table.words("organization-terms.tsv", "passed-over");

    private static final Map<String, String> WRITTEN_OUT = Table.map("organization-abbreviations.tsv");

    private static final String AND = "(?:and|und|et|e|y|och|&)\\s+";
    private static final Pattern AND_UNIVERSITY =
            Pattern.compile("(?iu)(?:.*\\s)?" + AND + "(?:\\S+\\s+){0,2}universi.*");
    private static final Pattern STARTS_WITH_AND = Pattern.compile("(?iu)" + AND + ".*");

    private ComparedWords() {}

    /** Reports whether "and" stands before a university: "Springfield and the University of Shelbyville". */
    public static boolean isAndUniversity(String segment) {
        return AND_UNIVERSITY.matcher(segment).matches();
    }

    public static boolean startsWithAnd(String segment) {
        return STARTS_WITH_AND.matcher(segment).matches();
    }

    /** Returns what stands between commas and brackets. */
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

    /** The words of a folded text, as they are. */
    public static List<String> of(String folded) {
        List<String> words = new ArrayList<>();
        int start = -1;
        int place = 0;
        while (place < folded.length()) {
            int c = folded.codePointAt(place);
            int end = place + Character.charCount(c);
            boolean isChinese = c >= CHINESE && Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
            boolean goesOn = !isChinese && (1 << Character.getType(c) & OF_WORDS) != 0;
            if (goesOn && start < 0) {
                start = place;
            } else if (!goesOn && start >= 0) {
                words.add(folded.substring(start, place));
                start = -1;
            }
            if (isChinese) {
                words.add(folded.substring(place, end));
            }
            place = end;
        }
        if (start >= 0) {
            words.add(folded.substring(start));
        }
        return words;
    }

    /** The words of a text that names are compared by: little ones left out. */
    public static List<String> compared(String text) {
        return of(FoldedText.folded(text)).stream()
                .filter(word -> !LITTLE.contains(word))
                .map(word -> WRITTEN_OUT.getOrDefault(word, word))
                .toList();
    }

    /** A name as affiliations as printed are compared with it; null where it has no words. */
    public static String called(String name) {
        String words = String.join(" ", compared(name));
        return words.isEmpty() ? null : words;
    }

    public static boolean isHan(String word) {
        return Character.isIdeographic(word.codePointAt(0));
    }

    /** Reports whether a folded text has one of these words, or a word that begins so where it ends in a star. */
    public static boolean hasOne(String text, Set<String> wanted) {
        for (String word : of(FoldedText.folded(text).toLowerCase(Locale.ROOT))) {
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
