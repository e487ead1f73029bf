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
 * Response to an OAI-PMH request (OAI-PMH, section 3.2). Records, which make up most of a page, are already XML and are
 * copied as bytes. Only the short envelope around the records is escaped. The whole response is in memory, so the size
 * of a page must be limited.
 */
final class OaiDocument {

    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String NAMESPACE = "http://www.openarchives.org/OAI/2.0/";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);

    /** Text that the next flush appends to {@code out}. */
    private final StringBuilder text = new StringBuilder(1 << 10);

    private final Deque<String> opened = new ArrayDeque<>();

    /**
     * Starts an OAI-PMH response.
     *
     * @param at time for {@code responseDate}, which is written in whole seconds
     * @param arguments request arguments to repeat in the response, including the verb
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

    /** Opens an XML element that contains other elements. Attributes are alternating names and values. */
    OaiDocument open(String name, String... attributes) {
        start(name, attributes);
        opened.push(name);
        return this;
    }

    OaiDocument close() {
        text.append("</").append(opened.pop()).append('>');
        return this;
    }

    /** Writes a complete XML element with the given text content. */
    OaiDocument element(String name, String content, String... attributes) {
        start(name, attributes);
        escaped(content);
        text.append("</").append(name).append('>');
        return this;
    }

    /**
     * Writes the metadata of a record in the given format.
     *
     * @param serviceUrl URL of this service, without a trailing slash
     */
    OaiDocument metadata(Rendering rendering, Format format, String serviceUrl) {
        text.append("\n<metadata>");
        flush();
        format.oai().writeIsland(rendering, out, serviceUrl);
        text.append("</metadata>");
        return this;
    }

    /** Closes all open XML elements and returns the response. */
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

    /**
     * Appends escaped text to the response. In addition to markup characters, whitespace that attribute normalization
     * would change is escaped (XML 1.0, section 3.3.3).
     */
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
