package org.offprint.kernel.text;

import java.util.function.IntPredicate;

/**
 * Checks strings of segments with single separators, such as {@code a-b-c}. The check uses a loop, because a regular
 * expression with a repeated group requires one stack frame per segment. A client can send a string with very many
 * segments.
 */
public final class SeparatedText {

    private SeparatedText() {}

    /**
     * Returns whether the string consists of one or more nonempty segments, separated by single separators.
     *
     * @param character accepts the characters of a segment; must not accept the separator
     */
    public static boolean isOf(String text, char separator, IntPredicate character) {
        boolean inPart = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == separator) {
                if (!inPart) {
                    return false;
                }
                inPart = false;
            } else if (character.test(c)) {
                inPart = true;
            } else {
                return false;
            }
        }
        return inPart;
    }

    /** Returns whether the character is a letter from a to z. */
    public static boolean isLowerCaseLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    /** Returns whether the character is a letter from A to Z or a to z. */
    public static boolean isLetter(int c) {
        return isLowerCaseLetter(c | 0x20) && c < 0x80;
    }

    /** Returns whether the character is a letter, mark or number of any script. */
    public static boolean isWordCharacter(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    /** Returns whether the character is a digit from 0 to 9. */
    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
