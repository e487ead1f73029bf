package org.offprint.formats.fulltext.flow;

import java.nio.charset.StandardCharsets;

/** Encodes element ids as fragments of URLs (RFC 3986, section 3.5). */
final class Fragment {

    private static final String PLAIN = "-._~!$'()*+,;=:@/?";

    private Fragment() {}

    /**
     * Returns the id with percent-encoding for characters that a fragment cannot contain. Letters beyond ASCII are
     * unchanged, as in IRIs.
     */
    static String encoded(String id) {
        StringBuilder encoded = new StringBuilder(id.length());
        id.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c < 0x80 && PLAIN.indexOf(c) >= 0) {
                encoded.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format("%%%02X", b & 0xFF));
                }
            }
        });
        return encoded.toString();
    }
}
