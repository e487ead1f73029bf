package org.offprint.platform.files.types;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** The header {@code Content-Disposition} (RFC 6266, with names as RFC 8187 has them), which no name can break out of. */
public final class ContentDisposition {

    /** Signs that stand for themselves in an extended value, besides letters and digits (RFC 8187, section 3.2.1). */
    private static final String PLAIN = "!#$&+-.^_`|~";

    private static final String HEXADECIMAL = "0123456789ABCDEF";

    private ContentDisposition() {}

    /**
     * Writes the header.
     *
     * @param name without a folder; whatever it contains, the header is one line
     * @param isInline whether a browser may show the file; else it is offered for saving
     */
    public static String of(String name, boolean isInline) {
        String ascii = ascii(name);
        String header = (isInline ? "inline" : "attachment") + "; filename=\"" + ascii + '"';
        return ascii.equals(name) ? header : header + "; filename*=UTF-8''" + extended(name);
    }

    /** Returns the name in ASCII: letters without their accents, and a low line for all that could be misread. */
    private static String ascii(String name) {
        StringBuilder ascii = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFD).codePoints().forEach(sign -> {
            boolean isMark = Character.getType(sign) == Character.NON_SPACING_MARK;
            // Some clients decode a percent sign here, and take a slash for a folder.
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
