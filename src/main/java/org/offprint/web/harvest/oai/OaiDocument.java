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
 * Response to an OAI-PMH request (OAI-PMH, section 3.2). The short envelope around the records is written and escaped
 * as a string. Records are already XML and are copied as bytes, because records make up most of a page. The complete
 * response is in memory. Therefore, the size of a page is limited.
 */
final class OaiDocument {

    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String NAMESPACE = "http://www.openarchives.org/OAI/2.0/";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);

    /** Part of the response that is appended to {@code out} with the next flush. */
    private final StringBuilder text = new StringBuilder(1 << 10);

    private final Deque<String> opened = new ArrayDeque<>();

    /**
     * Starts an OAI-PMH response.
     *
     * @param at time for {@code responseDate}, written in whole seconds
     * @param arguments request arguments to be repeated, including the verb
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

    /** Opens an XML element that contains other elements. Attributes are given as alternating names and values. */
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
     * Appends text to the response. Markup characters are escaped, as well as whitespace that attribute normalization
     * would change (XML 1.0, section 3.3.3).
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
