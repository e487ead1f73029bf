package org.offprint.platform.http.streaming;

import java.util.Locale;
import java.util.Optional;

/**
 * Byte range requested by a client (RFC 9110, section 14). Multiple ranges and units other than bytes are ignored. If
 * the requested range is ignored, the whole representation is sent, as section 14.2 allows.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte
 */
public record ByteRange(long first, long last) {

    private static final String UNIT = "bytes=";
    private static final int LONGEST = 50;

    /** Byte range that lies outside of the representation. */
    public static final ByteRange UNSATISFIABLE = new ByteRange(-1, -1);

    /** Returns the length of the byte range. */
    public long length() {
        return last - first + 1;
    }

    /** Returns the value of the {@code Content-Range} header for a representation of the given size. */
    public String of(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }

    /**
     * Parses a {@code Range} header.
     *
     * @param header value of the header; null for none
     * @param size size of the representation, in bytes
     * @return requested byte range; empty if the whole representation is to be sent; {@link #UNSATISFIABLE} for 416
     */
    public static Optional<ByteRange> read(String header, long size) {
        if (header == null
                || header.length() > LONGEST
                || !header.toLowerCase(Locale.ROOT).startsWith(UNIT)) {
            return Optional.empty();
        }
        String range = header.substring(UNIT.length()).strip();
        int hyphen = range.indexOf('-');
        if (hyphen < 0) {
            return Optional.empty();
        }
        Long from = number(range.substring(0, hyphen));
        Long to = number(range.substring(hyphen + 1));
        boolean isOpen = hyphen == range.length() - 1;
        if (hyphen == 0 && to != null) {
            return Optional.of(to == 0 || size == 0 ? UNSATISFIABLE : new ByteRange(Math.max(0, size - to), size - 1));
        }
        if (from == null || to == null && !isOpen || to != null && to < from) {
            return Optional.empty();
        }
        return Optional.of(
                from >= size ? UNSATISFIABLE : new ByteRange(from, to == null ? size - 1 : Math.min(to, size - 1)));
    }

    private static Long number(String digits) {
        boolean isNumber =
                !digits.isEmpty() && digits.length() < 19 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Long.valueOf(digits) : null;
    }
}
