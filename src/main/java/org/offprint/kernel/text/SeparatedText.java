package org.offprint.kernel.text;

import java.util.function.IntPredicate;

/**
 * Texts that are parts with one separator between each two, such as {@code a-b-c}. A loop reads them once: a regular
 * expression with a group under a star takes a frame of the stack for each part, and a client can send very many.
 */
public final class SeparatedText {

    private SeparatedText() {}

    /**
     * Reports whether the text is one part or more, none of them empty.
     *
     * @param character accepts the characters of a part; the separator is none of them
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

    /** Reports whether this is a letter of a to z. */
    public static boolean isLowerCaseLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    /** Reports whether this is a letter of A to Z or a to z. */
    public static boolean isLetter(int c) {
        return isLowerCaseLetter(c | 0x20) && c < 0x80;
    }

    /** Reports whether this is a letter, a mark or a number of any script. */
    public static boolean isOfAWord(int c) {
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

    /** Reports whether this is a digit of 0 to 9. */
    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
