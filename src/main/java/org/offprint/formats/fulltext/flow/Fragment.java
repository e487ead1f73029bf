package org.offprint.formats.fulltext.flow;

import java.nio.charset.StandardCharsets;

/** The fragment of a URL that leads to an id (RFC 3986, section 3.5). */
final class Fragment {

    private static final String PLAIN = "-._~!$'()*+,;=:@/?";

    private Fragment() {}

    /** Returns the id with what a fragment cannot hold percent-encoded; letters beyond ASCII stay, as in IRIs. */
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
