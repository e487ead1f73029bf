package org.offprint.formats.xml;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a piece of XML: indented, with everything escaped once, and without the characters that XML 1.0 cannot hold
 * (section 2.2). Names are written as given, prefix included; namespaces are declared by attributes ({@code xmlns:…}).
 */
public final class XmlWriter {

    /** Before a whole document. */
    public static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    /** The platform's own, whatever else is on the class path. */
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;
    /** Of each open element, innermost first: whether text stands in it, so that blanks would count. */
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
     * Opens an element of elements.
     *
     * @param attributes names and values in turn; one whose value is null is left out
     */
    public XmlWriter open(String name, String... attributes) {
        return start(name, false, attributes);
    }

    /** Opens an element of text and elements. */
    public XmlWriter openMixed(String name, String... attributes) {
        return start(name, true, attributes);
    }

    /** Closes the element that was opened last. */
    public XmlWriter close() {
        boolean text = mixed.pop();
        if (!text && closedLast) {
            breakLine();
        }
        closedLast = true;
        return tell(xml::writeEndElement);
    }

    /** Text within an element that was opened as mixed; nothing for null. */
    public XmlWriter text(String text) {
        return text == null ? this : tell(() -> xml.writeCharacters(clean(text)));
    }

    /** A whole element with this text; nothing at all where the text is null or blank. */
    public XmlWriter element(String name, String text, String... attributes) {
        return text == null || text.isBlank()
                ? this
                : openMixed(name, attributes).text(text.strip()).close();
    }

    /** An empty element. */
    public XmlWriter empty(String name, String... attributes) {
        breakLine();
        closedLast = true;
        tell(() -> xml.writeEmptyElement(name));
        return attributes(attributes);
    }

    /** Returns the document; all elements must be closed. */
    @Override
    public String toString() {
        if (!mixed.isEmpty()) {
            throw new IllegalStateException(mixed.size() + " elements are open.");
        }
        tell(xml::flush);
        return out.toString();
    }

    /** The text without what XML cannot hold; vertical tabs, form feeds and the like become blanks. */
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

    /** Reports whether all of it is printable ASCII, as most is; much quicker to see than to clean. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** The controls of C1 are allowed by XML 1.0 but discouraged, and never meant. */
    private static boolean isAllowed(int c) {
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
        tell(() -> xml.writeStartElement(name));
        return attributes(attributes);
    }

    private XmlWriter attributes(String... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            String name = attributes[i];
            String value = attributes[i + 1];
            if (value != null) {
                // Line breaks would become blanks when it is read (section 3.3.3).
                tell(() -> xml.writeAttribute(name, clean(value).replaceAll("\\s+", " ")));
            }
        }
        return this;
    }

    /** A new line, unless it would stand in text or before everything. */
    private void breakLine() {
        boolean inText = Boolean.TRUE.equals(mixed.peek());
        if (!inText && !(mixed.isEmpty() && !closedLast)) {
            tell(() -> xml.writeCharacters("\n" + "  ".repeat(mixed.size())));
        }
    }

    private interface Call {
        void run() throws XMLStreamException;
    }

    private XmlWriter tell(Call call) {
        try {
            call.run();
            return this;
        } catch (XMLStreamException e) {
            // It writes to memory, so this is a fault of the caller's.
            throw new IllegalStateException(e);
        }
    }
}
