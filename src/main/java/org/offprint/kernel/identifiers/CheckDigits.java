package org.offprint.kernel.identifiers;

/** Check digit algorithms shared by several identifier schemes. */
final class CheckDigits {

    private CheckDigits() {}

    /** Returns the ISO 7064 MOD 11-2 check digit of the given decimal digits, {@code 0} to {@code 9} or {@code X}. */
    static char mod11dash2(String digits) {
        int total = 0;
        for (int i = 0; i < digits.length(); i++) {
            total = (total + digits.charAt(i) - '0') * 2 % 11;
        }
        return digit((12 - total) % 11);
    }

    /** Returns the ISO 3297 check digit of seven decimal digits (weights 8 to 2, modulo 11). */
    static char issn(String digits) {
        int total = 0;
        for (int i = 0; i < digits.length(); i++) {
            total += (digits.charAt(i) - '0') * (8 - i);
        }
        return digit((11 - total % 11) % 11);
    }

    private static char digit(int value) {
        return value == 10 ? 'X' : (char) ('0' + value);
    }
}
