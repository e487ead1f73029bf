package org.offprint.platform.files.types;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Builds the header {@code Content-Disposition} (RFC 6266, with file names encoded according to RFC 8187). Special
 * characters in file names cannot break the header.
 */
public final class ContentDisposition {

    /**
     * Characters other than letters and digits that are not encoded in an extended header value (RFC 8187, section
     * 3.2.1).
     */
    private static final String PLAIN = "!#$&+-.^_`|~";

    private static final String HEXADECIMAL = "0123456789ABCDEF";

    private ContentDisposition() {}

    /**
     * Builds the {@code Content-Disposition} header, which is always a single line.
     *
     * @param name file name without folders; may contain any character
     * @param isInline whether browsers may show the file instead of offering to save it
     */
    public static String of(String name, boolean isInline) {
        String ascii = ascii(name);
        String header = (isInline ? "inline" : "attachment") + "; filename=\"" + ascii + '"';
        return ascii.equals(name) ? header : header + "; filename*=UTF-8''" + extended(name);
    }

    /**
     * Returns the file name in ASCII. Accents are removed, and characters that clients could misinterpret are replaced
     * with underscores.
     */
    private static String ascii(String name) {
        StringBuilder ascii = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFD).codePoints().forEach(sign -> {
            boolean isMark = Character.getType(sign) == Character.NON_SPACING_MARK;
            // Some clients decode a percent sign in the parameter {@code filename}, or treat a slash as a folder
            // separator.
            boolean isPlain = sign >= ' ' && sign < 0x7f && "\"\\%/:".indexOf(sign) < 0;
            if (isPlain) {
                ascii.append((char) sign);
            } else if (!isMark) {
                ascii.append('_');
            }
        });
        return ascii.toString();
    }

    private static String extended(String name) {
        StringBuilder extended = new StringBuilder();
        for (byte single : name.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = single >= '0' && single <= '9'
                    || single >= 'A' && single <= 'Z'
                    || single >= 'a' && single <= 'z'
                    || PLAIN.indexOf(single) >= 0;
            if (isPlain) {
                extended.append((char) single);
            } else {
                extended.append('%')
                        .append(HEXADECIMAL.charAt(single >> 4 & 0xf))
                        .append(HEXADECIMAL.charAt(single & 0xf));
            }
        }
        return extended.toString();
    }
}
