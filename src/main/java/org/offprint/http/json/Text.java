package org.offprint.http.json;

import java.nio.charset.StandardCharsets;

/** What text can be stored: PostgreSQL's JSON refuses NUL and unpaired surrogates, XML 1.0 the other controls. */
public final class Text {

    private Text() {}

    /** What is wrong with this text, in a sentence, or null where it can be stored and written as XML (XML 1.0, 2.2). */
    public static String fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
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

    /** The same text with U+FFFD in place of what UTF-8 cannot write: halves of surrogate pairs. */
    public static String writable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
    }

    /** Whether nothing of this text can be seen: blanks of any kind and characters without a width. */
    public static boolean isBlank(String text) {
        return text.codePoints()
                .allMatch(c -> Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.FORMAT);
    }
}
