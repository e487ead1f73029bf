package org.offprint.ingest;

import java.nio.charset.StandardCharsets;

/**
 * How a file begins.
 *
 * @param bytes the first, decompressed, 4,096 at most
 * @param fileName null where it is not known
 */
public record Head(byte[] bytes, String fileName) {

    public static final int LENGTH = 4096;

    /** The beginning as text of UTF-8, without a byte order mark; what is cut or is not UTF-8 is replaced. */
    public String text() {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
