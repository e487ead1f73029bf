package org.offprint.formats.xml;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.reading.UnreadableException;

/** Decodes an XML file in the encoding that its first bytes indicate (XML 1.0, appendix F). */
final class XmlText {

    private static final int DECLARATION = 400;
    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    private XmlText() {}

    /**
     * Returns the characters of an XML file. Bytes that are invalid in the encoding cause an error when they are read.
     */
    static EntityReader of(InputStream file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(file, 1 << 16);
        bytes.mark(DECLARATION);
        byte[] head = bytes.readNBytes(DECLARATION);
        bytes.reset();
        Charset charset = charset(head);
        Reader text = new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return new EntityReader(text);
    }

    private static Charset charset(byte[] head) {
        int first = head.length < 2 ? 0 : (head[0] & 0xFF) << 8 | head[1] & 0xFF;
        if (first == 0xFEFF || first == 0xFFFE) {
            return StandardCharsets.UTF_16;
        }
        if (first == 0x003C) {
            return StandardCharsets.UTF_16BE;
        }
        if (first == 0x3C00) {
            return StandardCharsets.UTF_16LE;
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        Matcher declared = ENCODING.matcher(text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text);
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            Charset charset = Charset.forName(declared.group(1));
            // If the XML declaration is readable as ASCII, the encoding is not UTF-16 or UTF-32, even if the file
            // declares it.
            return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")
                    ? StandardCharsets.UTF_8
                    : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new UnreadableException(
                    "The encoding " + declared.group(1) + " is not supported. Convert the file to UTF-8.", 1);
        }
    }
}
