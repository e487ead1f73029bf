package org.offprint.references.pasted;

import java.util.List;

/**
 * Detects marks that replace the authors of the previous reference, such as a long dash, {@code ______} or {@code
 * Idem}.
 */
public final class RepeatedAuthors {

    private static final List<String> WORDS = List.of("idem", "id.", "ders.", "dies.", "dieselben");

    private RepeatedAuthors() {}

    /**
     * Returns the length of the mark that replaces the authors at the start of a reference, in UTF-16 code units.
     * Returns 0 if there is no such mark.
     */
    public static int end(String text) {
        int dashes = 0;
        int shorts = 0;
        int end = 0;
        for (int i = 0; i < text.length() && i < 40; i++) {
            char c = text.charAt(i);
            if (c == '\u2014' || c == '\u2015' || c == '\u2E3A' || c == '\u2E3B') {
                dashes += c == '\u2E3A' ? 2 : c == '\u2E3B' ? 3 : 1;
            } else if (c == '-' || c == '_' || c == '\u2013' || c == '\u2012') {
                shorts++;
            } else if (!ReferenceLabel.isBlank(c) || end == 0) {
                break;
            }
            end = ReferenceLabel.isBlank(c) ? end : i + 1;
        }
        boolean isSentence = end < text.length() && ".,:;(".indexOf(text.charAt(end)) >= 0;
        if (dashes >= 2 || shorts >= 3 || dashes == 1 && shorts == 0 && isSentence) {
            return end;
        }
        return word(text);
    }

    private static int word(String text) {
        for (String word : WORDS) {
            int end = word.length();
            boolean isWord = text.regionMatches(true, 0, word, 0, end)
                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
            if (isWord) {
                return end;
            }
        }
        return 0;
    }
}
