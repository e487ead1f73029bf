package org.offprint.harvest.oai;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.offprint.export.XmlWriter;

/**
 * A response (section 3.2), written on StAX; records that are XML already are copied through. It is as large as a page,
 * which is bounded.
 */
final class OaiDocument {

    private static final String NAMESPACE = "http://www.openarchives.org/OAI/2.0/";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    /** The platform's own, whatever else is on the class path. */
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter out = new StringWriter(1 << 16);
    private final XMLStreamWriter xml;

    /**
     * Begins a response.
     *
     * @param at goes into {@code responseDate}, in whole seconds
     * @param arguments those that are repeated, the verb included
     */
    OaiDocument(Instant at, String baseUrl, Map<String, String> arguments) {
        try {
            xml = FACTORY.createXMLStreamWriter(out);
            out.write(XmlWriter.DECLARATION);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        open(
                "OAI-PMH",
                "xmlns",
                NAMESPACE,
                "xmlns:xsi",
                XSI,
                "xsi:schemaLocation",
                NAMESPACE + " http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd");
        element("responseDate", OaiDate.of(at));
        tell(() -> {
            xml.writeCharacters("\n");
            xml.writeStartElement("request");
            for (Map.Entry<String, String> argument : arguments.entrySet()) {
                xml.writeAttribute(argument.getKey(), XmlWriter.clean(argument.getValue()));
            }
            xml.writeCharacters(baseUrl);
            xml.writeEndElement();
        });
    }

    /** Opens an element of elements; attributes as names and values in turn. */
    OaiDocument open(String name, String... attributes) {
        return tell(() -> {
            xml.writeCharacters("\n");
            start(name, attributes);
        });
    }

    OaiDocument close() {
        return tell(xml::writeEndElement);
    }

    /** A whole element with this text. */
    OaiDocument element(String name, String text, String... attributes) {
        return tell(() -> {
            xml.writeCharacters("\n");
            start(name, attributes);
            xml.writeCharacters(XmlWriter.clean(text));
            xml.writeEndElement();
        });
    }

    /** An element that holds this XML, which is well-formed and names its namespaces itself. */
    OaiDocument wrapped(String name, String ready) {
        return tell(() -> {
            xml.writeCharacters("\n");
            xml.writeStartElement(name);
            // Closes the tag that was opened, so that what follows stands behind it.
            xml.writeCharacters("");
            xml.flush();
            out.write(ready);
            xml.writeEndElement();
        });
    }

    /** Ends the response. */
    byte[] toBytes() {
        tell(() -> {
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.flush();
        });
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void start(String name, String... attributes) throws XMLStreamException {
        xml.writeStartElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], XmlWriter.clean(attributes[i + 1]));
        }
    }

    private interface Call {
        void run() throws XMLStreamException;
    }

    private OaiDocument tell(Call call) {
        try {
            call.run();
            return this;
        } catch (XMLStreamException e) {
            // It writes to memory, so this is a fault of the caller's.
            throw new IllegalStateException(e);
        }
    }
}
