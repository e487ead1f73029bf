package org.offprint.kernel.json;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Checks and cleans text that is to be stored: PostgreSQL's JSON refuses NUL and unpaired surrogates, XML 1.0 the other
 * controls.
 */
public final class Text {

    private static final char LONG_SOLIDUS = '\u0338';
    /** The first character that composes with others. Those before it are composed themselves (Unicode, NFC_Quick_Check). */
    private static final char FIRST_COMBINING = '\u0300';

    private static final char ZERO_WIDTH_SPACE = '\u200B';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Text() {}

    /**
     * Returns the fault of this text, in a sentence, or null where it can be stored and written as XML (XML 1.0, 2.2).
     */
    public static String fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < Character.MIN_SURROGATE) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "Character " + (i + 1) + " is half of a surrogate pair.";
            } else if (c < ' ' && c != '\n' && c != '\t' && c != '\r' || c >= '\uFFFE') {
                return "Character " + (i + 1) + " is the control character U+" + String.format("%04X", (int) c)
                        + ", which cannot be stored.";
            }
        }
        return null;
    }

    /**
     * The text as it is kept: composed (Unicode's NFC), so that what looks alike is alike, without blanks around it, and
     * empty where there is nothing to be seen in it.
     */
    static String tidy(String text) {
        if (isBlank(text)) {
            return "";
        }
        // Composed with a slash through it, the end of a tag would be a tag no more (Character Model for the Web,
        // 3.2.4).
        String composed = isComposed(text) || text.indexOf(LONG_SOLIDUS) >= 0
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
        int from = 0;
        int to = composed.length();
        while (isAround(composed.charAt(from))) {
            from++;
        }
        while (isAround(composed.charAt(to - 1))) {
            to--;
        }
        return composed.substring(from, to);
    }

    /** Reports whether nothing in this text can be composed, which begins with the first mark that combines. */
    private static boolean isComposed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAround(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == ZERO_WIDTH_SPACE || c == BYTE_ORDER_MARK;
    }

    /** Returns the text with U+FFFD in place of what UTF-8 cannot write: halves of surrogate pairs. */
    public static String writable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
    }

    /** Reports whether nothing of this text can be seen: blanks of any kind and characters without a width. */
    public static boolean isBlank(String text) {
        int place = 0;
        while (place < text.length()) {
            int c = text.codePointAt(place);
            if (!Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT) {
                return false;
            }
            place += Character.charCount(c);
        }
        return true;
    }
}
