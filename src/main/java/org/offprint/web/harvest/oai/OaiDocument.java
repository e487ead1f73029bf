package org.offprint.web.harvest.oai;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.Rendering;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.web.harvest.oai.protocol.OaiDate;

/**
 * A response (section 3.2): the little that is around the records is written as text, escaped here; records are XML
 * already and are copied through as bytes, for most of a page is made of them. It is as large as a page, which is
 * bounded.
 */
final class OaiDocument {

    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String NAMESPACE = "http://www.openarchives.org/OAI/2.0/";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);

    /** The text that follows the content of {@code out}. */
    private final StringBuilder text = new StringBuilder(1 << 10);

    private final Deque<String> opened = new ArrayDeque<>();

    /**
     * Begins a response.
     *
     * @param at goes into {@code responseDate}, in whole seconds
     * @param arguments those that are repeated, the verb included
     */
    OaiDocument(Instant at, String baseUrl, Map<String, String> arguments) {
        text.append(XmlWriter.DECLARATION.stripTrailing());
        open(
                "OAI-PMH",
                "xmlns",
                NAMESPACE,
                "xmlns:xsi",
                XSI,
                "xsi:schemaLocation",
                NAMESPACE + " http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd");
        element("responseDate", OaiDate.of(at));
        text.append("\n<request");
        arguments.forEach(this::attribute);
        text.append('>');
        escaped(baseUrl);
        text.append("</request>");
    }

    /** Opens an element of elements; attributes as names and values in turn. */
    OaiDocument open(String name, String... attributes) {
        start(name, attributes);
        opened.push(name);
        return this;
    }

    OaiDocument close() {
        text.append("</").append(opened.pop()).append('>');
        return this;
    }

    /** A whole element with this text. */
    OaiDocument element(String name, String content, String... attributes) {
        start(name, attributes);
        escaped(content);
        text.append("</").append(name).append('>');
        return this;
    }

    /**
     * The record itself, in this format.
     *
     * @param serviceUrl without a slash at its end
     */
    OaiDocument metadata(Rendering rendering, Format format, String serviceUrl) {
        text.append("\n<metadata>");
        flush();
        format.oai().writeIsland(rendering, out, serviceUrl);
        text.append("</metadata>");
        return this;
    }

    /** Ends the response. */
    byte[] toBytes() {
        while (!opened.isEmpty()) {
            text.append(opened.size() == 1 ? "\n" : "");
            close();
        }
        text.append('\n');
        flush();
        return out.toByteArray();
    }

    private void flush() {
        out.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    private void start(String name, String... attributes) {
        text.append("\n<").append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            attribute(attributes[i], attributes[i + 1]);
        }
        text.append('>');
    }

    private void attribute(String name, String value) {
        text.append(' ').append(name).append("=\"");
        escaped(value);
        text.append('"');
    }

    /** The characters of markup, and those that would become others when an attribute is read (XML 1.0, section 3.3.3). */
    private void escaped(String raw) {
        String clean = XmlWriter.clean(raw);
        if (isPlain(clean)) {
            text.append(clean);
            return;
        }
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\t' -> text.append("&#9;");
                case '\n' -> text.append("&#10;");
                default -> text.append(c);
            }
        }
    }

    private static boolean isPlain(String clean) {
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (c < ' ' || c == '&' || c == '<' || c == '>' || c == '"') {
                return false;
            }
        }
        return true;
    }
}
