package org.offprint.kernel.identifiers;

/** Cleans pasted identifiers before parsing, and quotes pasted text in error messages. */
final class PastedText {

    private static final int MAX_QUOTED_LENGTH = 60;

    private PastedText() {}

    /**
     * Returns the text without leading and trailing whitespace and invisible characters, or an empty string if the text
     * is null.
     */
    static String trimmed(String text) {
        if (text == null) {
            return "";
        }
        int start = 0;
        int end = text.length();
        while (start < end && isEdge(text.charAt(start))) {
            start++;
        }
        while (end > start && isEdge(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Replaces the dashes that word processors substitute for hyphens with plain hyphens. */
    static String withPlainHyphens(String text) {
        return text.replaceAll("[\u00AD\u2010-\u2015\u2212\uFE63\uFF0D]", "-");
    }

    /**
     * Returns the text in quotation marks for use in an error message. The text is truncated after 60 characters, and
     * unprintable characters are replaced with U+FFFD.
     */
    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(MAX_QUOTED_LENGTH).forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : 0xFFFD));
        boolean cut = text.codePointCount(0, text.length()) > MAX_QUOTED_LENGTH;
        return shown.append(cut ? "…\"" : "\"").toString();
    }

    /**
     * Returns whether a character is printable. Control, format, private-use and unpaired surrogate characters, line
     * and paragraph separators, and noncharacters of XML and Unicode are not printable.
     */
    static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !isNonCharacter(codePoint);
        };
    }

    /** Returns whether a character is printable and not any kind of whitespace. */
    static boolean isVisible(int codePoint) {
        return isPrintable(codePoint) && !Character.isSpaceChar(codePoint) && !Character.isWhitespace(codePoint);
    }

    private static boolean isEdge(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B';
    }

    private static boolean isNonCharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }
}
