package org.offprint.kernel.text;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986, section 2.1) for links to DOIs and for URL components. */
public final class PercentEncoding {

    /** ASCII characters that must be encoded in a link to a DOI. */
    private static final String ENCODED = "%\"# <>?{}^[]`|\\+";

    private PercentEncoding() {}

    /**
     * Percent-encodes a DOI for use in a link. Non-ASCII characters, and ASCII characters that are not allowed in a
     * link, are encoded as UTF-8.
     */
    public static String encode(String text) {
        StringBuilder link = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int unsigned = b & 0xFF;
            if (unsigned > 0x20 && unsigned < 0x7F && ENCODED.indexOf(unsigned) < 0) {
                link.append((char) unsigned);
            } else {
                link.append(String.format("%%%02X", unsigned));
            }
        }
        return link.toString();
    }

    /**
     * Percent-encodes a string for use as one component of a path or a query. Everything except the unreserved
     * characters of RFC 3986 (section 2.3) is encoded.
     */
    public static String component(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Decodes percent-encoding. A string with invalid encoding (a stray {@code %}, bytes that are not UTF-8) is
     * returned unchanged.
     */
    public static String decode(String link) {
        if (link.indexOf('%') < 0) {
            return link;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(link.length());
        for (int i = 0; i < link.length(); ) {
            int c = link.codePointAt(i);
            if (c != '%') {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
                continue;
            }
            int octet = octet(link, i + 1);
            if (octet < 0) {
                return link;
            }
            bytes.write(octet);
            i += 3;
        }
        return utf8(bytes.toByteArray(), link);
    }

    private static int octet(String link, int at) {
        if (at + 2 > link.length()) {
            return -1;
        }
        int high = Character.digit(link.charAt(at), 16);
        int low = Character.digit(link.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static String utf8(byte[] bytes, String otherwise) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return otherwise;
        }
    }
}
