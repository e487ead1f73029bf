package org.offprint.kernel.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Folds strings for comparison, ignoring case and accents. */
public final class FoldedText {

    // Combining marks of non-Latin scripts function as letters and are therefore kept.
    private static final Pattern ACCENTS = Pattern.compile("[\u0300-\u036F]+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private static final int LATIN = 0x250;
    private static final int PUNCTUATION = 0x2000;
    private static final int END_OF_PUNCTUATION = 0x2070;
    private static final int CHINESE = 0x4E00;
    private static final int END_OF_CHINESE = 0xA000;

    /** First character of the Han script. */
    private static final int FIRST_HAN = 0x2E80;

    /** Bit set of the Unicode general categories of letters, marks and numbers. */
    private static final int WORD_CATEGORIES = 1 << Character.UPPERCASE_LETTER
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

    /**
     * Folded forms of Latin characters and punctuation, which do not depend on neighbouring characters. The folded form
     * of any other character is null.
     */
    private static final String[] FORMS = forms();

    private FoldedText() {}

    private static String[] forms() {
        String[] forms = new String[LATIN + END_OF_PUNCTUATION - PUNCTUATION];
        for (char c = ' '; c < LATIN; c++) {
            forms[c] = form(String.valueOf(c));
        }
        for (char c = '\t'; c <= '\r'; c++) {
            forms[c] = " ";
        }
        for (char c = PUNCTUATION; c < END_OF_PUNCTUATION; c++) {
            forms[LATIN + c - PUNCTUATION] = form(String.valueOf(c));
        }
        return forms;
    }

    /** Returns the folded string, without case, accents on letters, width variants and repeated whitespace. */
    public static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= CHINESE && c < END_OF_CHINESE) {
                folded.append(c);
                continue;
            }
            String form = c < LATIN
                    ? FORMS[c]
                    : c >= PUNCTUATION && c < END_OF_PUNCTUATION ? FORMS[LATIN + c - PUNCTUATION] : null;
            if (form == null) {
                return plain(form(plain(text)));
            }
            for (int j = 0; j < form.length(); j++) {
                append(form.charAt(j), folded);
            }
        }
        int end = folded.length();
        if (end > 0 && folded.charAt(end - 1) == ' ') {
            folded.setLength(end - 1);
        }
        return folded.toString();
    }

    /** Appends a character to folded text. Whitespace is collapsed, and is omitted at the beginning. */
    private static void append(char c, StringBuilder folded) {
        if (c != ' ' && !Character.isSpaceChar(c)) {
            folded.append(c);
        } else if (!folded.isEmpty() && folded.charAt(folded.length() - 1) != ' ') {
            folded.append(' ');
        }
    }

    /**
     * Returns the words of a folded string. A word is a run of letters, marks and numbers, or a single Chinese
     * character.
     */
    public static List<String> words(String folded) {
        List<String> words = new ArrayList<>();
        int start = -1;
        int place = 0;
        while (place < folded.length()) {
            int c = folded.codePointAt(place);
            int end = place + Character.charCount(c);
            boolean isChinese = c >= FIRST_HAN && Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
            boolean goesOn = !isChinese && (1 << Character.getType(c) & WORD_CATEGORIES) != 0;
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

    private static String form(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String bare = ACCENTS.matcher(apart).replaceAll("");
        return Normalizer.normalize(bare, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** Returns the text with whitespace collapsed and trimmed. */
    public static String plain(String text) {
        return isPlain(text) ? text : BLANKS.matcher(text).replaceAll(" ").strip();
    }

    private static boolean isPlain(String text) {
        boolean wasBlank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isBlank = c == ' ';
            if (c < ' ' || isBlank && wasBlank || c > '~' && Character.isSpaceChar(c)) {
                return false;
            }
            wasBlank = isBlank;
        }
        return text.isEmpty() || !wasBlank;
    }
}
