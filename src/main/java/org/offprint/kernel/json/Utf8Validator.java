package org.offprint.kernel.json;

/**
 * Incremental UTF-8 validator (RFC 3629, section 4). Unlike JSON parsers, the validator rejects overlong forms. Use one
 * validator per stream.
 */
public final class Utf8Validator {

    private static final int FIRST = 0x80;
    private static final int LAST = 0xBF;

    /** Number of bytes required to complete the current character. */
    private int wanted;

    /** Lowest and highest valid values of the next byte. */
    private int low = FIRST;

    private int high = LAST;

    /** Validates the next bytes of the stream. Returns false if a byte is invalid at its position. */
    public boolean take(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            int next = bytes[i];
            if ((next < 0 || wanted > 0) && !take(next & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    private boolean take(int next) {
        if (wanted == 0) {
            wanted = next < 0xE0 ? 1 : next < 0xF0 ? 2 : 3;
            low = next == 0xE0 ? 0xA0 : next == 0xF0 ? 0x90 : FIRST;
            high = next == 0xED ? 0x9F : next == 0xF4 ? 0x8F : LAST;
            return next >= 0xC2 && next <= 0xF4;
        }
        boolean fits = next >= low && next <= high;
        wanted--;
        low = FIRST;
        high = LAST;
        return fits;
    }
}
