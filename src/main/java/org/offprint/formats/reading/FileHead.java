package org.offprint.formats.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The beginning of a file.
 *
 * @param bytes the first, decompressed, 4,096 at most
 * @param fileName null where it is not known
 */
public record FileHead(byte[] bytes, String fileName) {

    public static final int LENGTH = 4096;

    /**
     * The beginning as text of UTF-8, or of UTF-16 where it is that, without a byte order mark; what is cut or cannot be
     * decoded is replaced.
     */
    public String text() {
        String text = new String(bytes, charset());
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The encoding: by the byte order mark, or by the zero beside the first character; UTF-8 where there is neither. */
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
