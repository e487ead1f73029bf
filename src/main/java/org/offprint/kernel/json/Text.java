package org.offprint.kernel.json;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Validates and cleans strings before they are stored. PostgreSQL's JSON rejects NUL and unpaired surrogates, and XML
 * 1.0 rejects the remaining control characters.
 */
public final class Text {

    private static final char LONG_SOLIDUS = '\u0338';
    /**
     * First combining character. A string with only lower code points is already composed (Unicode, NFC_Quick_Check).
     */
    private static final char FIRST_COMBINING = '\u0300';

    private static final char ZERO_WIDTH_SPACE = '\u200B';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Text() {}

    /** Returns an error message for the string, or null if it can be stored and written as XML (XML 1.0, 2.2). */
    public static String fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < Character.MIN_SURROGATE) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "Character " + (i + 1) + " is half of a surrogate pair. Remove it.";
            } else if (c < ' ' && c != '\n' && c != '\t' && c != '\r' || c >= '\uFFFE') {
                return "Character " + (i + 1) + " is the control character U+" + String.format("%04X", (int) c)
                        + ", which cannot be stored. Remove it.";
            }
        }
        return null;
    }

    /**
     * Returns the stored form of a string: composed (Unicode NFC) and without surrounding whitespace. Composition makes
     * canonically equivalent strings equal. Returns an empty string if no character is visible.
     */
    public static String normalized(String text) {
        if (isBlank(text)) {
            return "";
        }
        // Composition would merge the > of a tag with a combining slash after it, leaving the tag without an end
        // (Character Model for the Web, 3.2.4).
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

    /**
     * Returns whether all characters precede the first combining character, so that the string is certainly composed.
     */
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

    /** Replaces unpaired surrogates, which UTF-8 cannot encode, with U+FFFD. */
    public static String withoutUnpairedSurrogates(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
    }

    /** Returns whether the string has no visible characters, only whitespace and zero-width characters. */
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
