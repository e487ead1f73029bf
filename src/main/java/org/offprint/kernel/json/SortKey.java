package org.offprint.kernel.json;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sort keys: strings whose byte order corresponds to the natural order of the original strings. */
public final class SortKey {

    private static final int MAX_LENGTH = 500;
    private static final int NUMBER_WIDTH = 10;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private SortKey() {}

    /**
     * Returns the sort key of a title or a person's name. The sort key ignores case, accents and leading punctuation,
     * and orders numbers by value.
     */
    public static String of(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^[^\\p{L}\\p{N}]+", "")
                .replaceAll("\\s+", " ")
                .strip();
        String key = numbers(plain);
        return key.length() <= MAX_LENGTH ? key : cut(key);
    }

    /**
     * Returns the sort key of a volume or issue number such as {@code 12}, {@code 2-3} or {@code S1}. Numbers are
     * ordered by value, and null is sorted first.
     */
    public static String numbers(String text) {
        return text == null ? "" : DIGITS.matcher(text).replaceAll(number -> padded(number.group()));
    }

    /**
     * Pads a number so that its string order equals its numeric order. Very long numbers start with a colon, which
     * sorts after all digits.
     */
    private static String padded(String digits) {
        String number = digits.replaceFirst("^0+(?=.)", "");
        int missing = NUMBER_WIDTH - number.length();
        return (missing < 0 ? ":".repeat(-missing) : "0".repeat(missing)) + number;
    }

    /** Truncates the sort key to its maximum length, without splitting a surrogate pair. */
    private static String cut(String key) {
        return key.substring(0, Character.isHighSurrogate(key.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH);
    }
}
