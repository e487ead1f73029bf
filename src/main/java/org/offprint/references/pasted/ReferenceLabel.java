package org.offprint.references.pasted;

import java.util.Optional;

/**
 * The number or short name by which a list prints a reference, before its words: {@code [12]}, {@code [Smi20a]}, {@code
 * (12)}, {@code 12.}, {@code 12)}.
 *
 * @param name without its brackets
 * @param form of its signs
 * @param end where the words begin, in UTF-16 units
 */
record ReferenceLabel(String name, Form form, int end) {

    /** The signs around a label. */
    enum Form {
        BRACKETS,
        PARENTHESES,
        STOP,
        PARENTHESIS,
        BARE
    }

    private static final int LONGEST_NAME = 20;
    private static final int MOST_DIGITS = 4;

    /** Returns the label that a text begins with, where it cannot be anything else. */
    static Optional<ReferenceLabel> of(String text) {
        return of(text, false);
    }

    /** Returns the label that a line begins with; also a number with nothing but a blank behind it. */
    static Optional<ReferenceLabel> ofLine(String line) {
        return of(line, true);
    }

    private static Optional<ReferenceLabel> of(String text, boolean takesBare) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.charAt(0)) {
            case '[', '\uFF3B', '\u3010' -> bracketed(text);
            case '(', '\uFF08' -> parenthesized(text);
            default -> numbered(text, takesBare);
        };
    }

    private static Optional<ReferenceLabel> bracketed(String text) {
        int end = 1;
        boolean hasDigit = false;
        while (end < text.length() && end <= LONGEST_NAME && isOfName(text.charAt(end))) {
            hasDigit |= Character.isDigit(text.charAt(end));
            end++;
        }
        boolean isClosed = end > 1 && end < text.length() && "]\uFF3D\u3011".indexOf(text.charAt(end)) >= 0;
        return isClosed && hasDigit ? label(text, 1, end, Form.BRACKETS, end + 1) : Optional.empty();
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == ':' || c == '*';
    }

    private static Optional<ReferenceLabel> parenthesized(String text) {
        int end = digitsEnd(text, 1);
        boolean isClosed = end > 1 && end < text.length() && ")\uFF09".indexOf(text.charAt(end)) >= 0;
        return isClosed && !isYear(text, 1, end) ? label(text, 1, end, Form.PARENTHESES, end + 1) : Optional.empty();
    }

    private static Optional<ReferenceLabel> numbered(String text, boolean takesBare) {
        int end = digitsEnd(text, 0);
        if (end == 0 || end >= text.length() || isYear(text, 0, end)) {
            return Optional.empty();
        }
        char sign = text.charAt(end);
        boolean goesOn = end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
        if ((sign == '.' || sign == '\uFF0E' || sign == '\u3001') && !goesOn) {
            return label(text, 0, end, Form.STOP, end + 1);
        } else if (sign == ')' || sign == '\uFF09') {
            return label(text, 0, end, Form.PARENTHESIS, end + 1);
        }
        return takesBare && isBlank(sign) ? label(text, 0, end, Form.BARE, end) : Optional.empty();
    }

    private static Optional<ReferenceLabel> label(String text, int from, int to, Form form, int end) {
        int words = end;
        while (words < text.length() && isBlank(text.charAt(words))) {
            words++;
        }
        // A label without words is no label: the words are all there is.
        return words == text.length()
                ? Optional.empty()
                : Optional.of(new ReferenceLabel(text.substring(from, to), form, words));
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < MOST_DIGITS + 1 && isDigit(text.charAt(end))) {
            end++;
        }
        return end - from > MOST_DIGITS ? from : end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isYear(String text, int from, int to) {
        return to - from == MOST_DIGITS && (text.charAt(from) == '1' || text.charAt(from) == '2');
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Returns the number that it is; -1 for a name. */
    int number() {
        boolean isNumber = !name.isEmpty() && name.length() <= MOST_DIGITS && digitsEnd(name, 0) == name.length();
        return isNumber ? Integer.parseInt(name) : -1;
    }
}
