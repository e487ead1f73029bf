package org.offprint.formats.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Start of an import file, used to detect its format.
 *
 * @param bytes first bytes after decompression, at most 4,096
 * @param fileName name of the import file; null if unknown
 */
public record FileHead(byte[] bytes, String fileName) {

    public static final int LENGTH = 4096;

    /**
     * Returns the start of the file as text, without a byte order mark. The text is decoded as UTF-8, or as UTF-16 if
     * that encoding is detected. Truncated and invalid characters are replaced.
     */
    public String text() {
        String text = new String(bytes, charset());
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * Returns the character encoding of the file. The encoding is detected from the byte order mark, or from a zero
     * byte in the first two bytes. The default is UTF-8.
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
