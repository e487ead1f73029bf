package org.offprint.formats.xml;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an XML fragment, indented and with all text escaped once. Characters that XML 1.0 does not allow (section 2.2)
 * are removed. Element names are written unchanged, including the prefix. Namespaces are declared by attributes ({@code
 * xmlns:…}).
 */
public final class XmlWriter {

    /** XML declaration at the start of a complete document. */
    public static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    /** XML writer factory of the Java platform, which does not depend on the class path. */
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;
    /** Whether each open element, innermost first, contains text. In elements with text, whitespace is significant. */
    private final Deque<Boolean> mixed = new ArrayDeque<>();

    private boolean closedLast;

    public XmlWriter() {
        try {
            xml = FACTORY.createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Opens an XML element that contains only elements.
     *
     * @param attributes alternating attribute names and values; attributes with a null value are omitted
     */
    public XmlWriter open(String name, String... attributes) {
        return start(name, false, attributes);
    }

    /** Opens an XML element that contains text and elements. */
    public XmlWriter openMixed(String name, String... attributes) {
        return start(name, true, attributes);
    }

    /** Closes the XML element that was opened last. */
    public XmlWriter close() {
        boolean text = mixed.pop();
        if (!text && closedLast) {
            breakLine();
        }
        closedLast = true;
        return write(xml::writeEndElement);
    }

    /** Writes text into an element that was opened with {@link #openMixed}. Does nothing if the text is null. */
    public XmlWriter text(String text) {
        return text == null ? this : write(() -> xml.writeCharacters(clean(text)));
    }

    /** Writes a complete XML element that contains the given text. Does nothing if the text is null or blank. */
    public XmlWriter element(String name, String text, String... attributes) {
        return text == null || text.isBlank()
                ? this
                : openMixed(name, attributes).text(text.strip()).close();
    }

    /** Writes an XML element without content. */
    public XmlWriter empty(String name, String... attributes) {
        breakLine();
        closedLast = true;
        write(() -> xml.writeEmptyElement(name));
        return attributes(attributes);
    }

    /** Returns the XML that has been written. All elements must be closed. */
    @Override
    public String toString() {
        if (!mixed.isEmpty()) {
            throw new IllegalStateException(mixed.size() + " XML elements have not been closed.");
        }
        write(xml::flush);
        return out.toString();
    }

    /**
     * Returns the text without characters that XML does not allow. Vertical tabs, form feeds and similar characters
     * become spaces.
     */
    public static String clean(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == 0x0B || c == 0x0C || c == 0x85 || c == '\r') {
                clean.append(' ');
            } else if (isAllowed(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    /** Returns whether the text is printable ASCII and therefore needs no changes. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns whether XML output may contain the character. C1 control characters are excluded. XML 1.0 discourages
     * them, and sources contain them only by mistake.
     */
    static boolean isAllowed(int c) {
        return (c >= 0x20 || c == '\t' || c == '\n')
                && !(c >= 0x7F && c < 0xA0)
                && !(c >= 0xD800 && c <= 0xDFFF)
                && (c & 0xFFFE) != 0xFFFE;
    }

    private XmlWriter start(String name, boolean withText, String... attributes) {
        breakLine();
        closedLast = false;
        boolean inText = Boolean.TRUE.equals(mixed.peek());
        mixed.push(withText || inText);
        write(() -> xml.writeStartElement(name));
        return attributes(attributes);
    }

    private XmlWriter attributes(String... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            String name = attributes[i];
            String value = attributes[i + 1];
            if (value != null) {
                // XML parsers replace line breaks in attributes with spaces (section 3.3.3).
                write(() -> xml.writeAttribute(name, clean(value).replaceAll("\\s+", " ")));
            }
        }
        return this;
    }

    /** Writes a line break, except within text and before the first element. */
    private void breakLine() {
        boolean inText = Boolean.TRUE.equals(mixed.peek());
        if (!inText && !(mixed.isEmpty() && !closedLast)) {
            write(() -> xml.writeCharacters("\n" + "  ".repeat(mixed.size())));
        }
    }

    private interface Call {
        void run() throws XMLStreamException;
    }

    private XmlWriter write(Call call) {
        try {
            call.run();
            return this;
        } catch (XMLStreamException e) {
            // The XML output is in memory, so this exception indicates a programming error.
            throw new IllegalStateException(e);
        }
    }
}
