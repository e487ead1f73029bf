package org.offprint.kernel.json;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts that sort by their bytes as people sort what they were made from. */
public final class SortKey {

    private static final int LONGEST = 500;
    private static final int WIDTH = 10;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private SortKey() {}

    /** Returns the key of a title or a name: without case, accents and leading punctuation, numbers by their value. */
    public static String of(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^[^\\p{L}\\p{N}]+", "")
                .replaceAll("\\s+", " ")
                .strip();
        String key = numbers(plain);
        return key.length() <= LONGEST ? key : cut(key);
    }

    /**
     * Returns the key of a volume or number such as {@code 12}, {@code 2-3} or {@code S1}: numbers by their value, none
     * first.
     */
    public static String numbers(String text) {
        return text == null ? "" : DIGITS.matcher(text).replaceAll(number -> padded(number.group()));
    }

    /** Longer numbers are larger: a colon comes after all digits. */
    private static String padded(String digits) {
        String number = digits.replaceFirst("^0+(?=.)", "");
        int missing = WIDTH - number.length();
        return (missing < 0 ? ":".repeat(-missing) : "0".repeat(missing)) + number;
    }

    /** Never between the halves of a surrogate pair. */
    private static String cut(String key) {
        return key.substring(0, Character.isHighSurrogate(key.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
