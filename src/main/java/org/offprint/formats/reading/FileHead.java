package org.offprint.formats.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Start of a file.
 *
 * @param bytes first bytes, decompressed, at most 4,096
 * @param fileName name of the file; null if unknown
 */
public record FileHead(byte[] bytes, String fileName) {

    public static final int LENGTH = 4096;

    /**
     * Returns the start as text in UTF-8, or in UTF-16 if UTF-16 is detected, without a byte order mark. Truncated and
     * invalid characters are replaced.
     */
    public String text() {
        String text = new String(bytes, charset());
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * Returns the encoding, which is detected by the byte order mark or by a zero byte next to the first character;
     * UTF-8 if the file has neither.
     */
    public Charset charset() {
        int first = bytes.length < 2 ? -1 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        if (first == 0xFEFF || first == 0xFFFE) {
            return StandardCharsets.UTF_16;
        }
        if (first > 0 && first < 0x80) {
            return StandardCharsets.UTF_16BE;
        }
        return first > 0 && (first & 0xFF) == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }
}
