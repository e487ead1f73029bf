package org.offprint.references.pasted;

import java.util.Optional;

/**
 * Label of a reference in a list: a number or short name, such as {@code [12]}, {@code [Smi20a]}, {@code (12)}, {@code
 * 12.} or {@code 12)}.
 *
 * @param name label without brackets
 * @param form punctuation of the label
 * @param end offset of the reference text after the label, in UTF-16 code units
 */
record ReferenceLabel(String name, Form form, int end) {

    /** Punctuation around the label of a reference. */
    enum Form {
        BRACKETS,
        PARENTHESES,
        STOP,
        PARENTHESIS,
        BARE
    }

    private static final int MAX_NAME_LENGTH = 20;
    private static final int MAX_DIGITS = 4;

    /**
     * Returns the label at the start of a reference, if the label is unambiguous. A number without punctuation is not a
     * label.
     */
    static Optional<ReferenceLabel> of(String text) {
        return of(text, false);
    }

    /**
     * Returns the label at the start of a line in a list of references. A number followed by a space is also a label.
     */
    static Optional<ReferenceLabel> ofLine(String line) {
        return of(line, true);
    }

    private static Optional<ReferenceLabel> of(String text, boolean allowsBare) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.charAt(0)) {
            case '[', '\uFF3B', '\u3010' -> bracketed(text);
            case '(', '\uFF08' -> parenthesized(text);
            default -> numbered(text, allowsBare);
        };
    }

    private static Optional<ReferenceLabel> bracketed(String text) {
        int end = 1;
        boolean hasDigit = false;
        while (end < text.length() && end <= MAX_NAME_LENGTH && isOfName(text.charAt(end))) {
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

    private static Optional<ReferenceLabel> numbered(String text, boolean allowsBare) {
        int end = digitsEnd(text, 0);
        if (end == 0 || end >= text.length() || isYear(text, 0, end)) {
            return Optional.empty();
        }
        char sign = text.charAt(end);
        boolean isDecimal = end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
        if ((sign == '.' || sign == '\uFF0E' || sign == '\u3001') && !isDecimal) {
            return label(text, 0, end, Form.STOP, end + 1);
        } else if (sign == ')' || sign == '\uFF09') {
            return label(text, 0, end, Form.PARENTHESIS, end + 1);
        }
        return allowsBare && isBlank(sign) ? label(text, 0, end, Form.BARE, end) : Optional.empty();
    }

    private static Optional<ReferenceLabel> label(String text, int from, int to, Form form, int end) {
        int start = end;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        // A label that is not followed by any text is treated as the text of the reference.
        return start == text.length()
                ? Optional.empty()
                : Optional.of(new ReferenceLabel(text.substring(from, to), form, start));
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < MAX_DIGITS + 1 && isDigit(text.charAt(end))) {
            end++;
        }
        return end - from > MAX_DIGITS ? from : end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isYear(String text, int from, int to) {
        return to - from == MAX_DIGITS && (text.charAt(from) == '1' || text.charAt(from) == '2');
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Returns the number in the label, or -1 if it is a short name. */
    int number() {
        boolean isNumber = !name.isEmpty() && name.length() <= MAX_DIGITS && digitsEnd(name, 0) == name.length();
        return isNumber ? Integer.parseInt(name) : -1;
    }
}
