package org.offprint.formats.xml;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.offprint.formats.reading.EmbeddedFiles;
import org.offprint.formats.reading.UnreadableException;

/**
 * Reads the elements of an XML file one after another: no network, no entity from outside, none that grows, and bounds on
 * depth and size, so that memory holds one record at a time.
 */
// One class, though it is long: all its methods move the one place where the parser stands.
public final class XmlReader implements AutoCloseable {

    /** Prefixes of attributes that a standard defines; none of its own, mostly. */
    private static final Set<String> STANDARD_PREFIXES = Set.of("", "xlink", "xml", "xsi");

    /** The attribute that declares a namespace, and the prefix of those that do. */
    private static final String DECLARATION = "xmlns";

    private static final int DEEPEST = 500;
    private static final long MOST_CHARACTERS = 10_000_000;
    private static final int MOST_ELEMENTS = 300_000;
    /** The parser holds whole what has no elements in it: an attribute, a comment, a section. */
    private static final int MOST_AT_ONCE = 4_000_000;

    /** The platform's own, whatever else is on the class path. */
    private static final XMLInputFactory FACTORY = factory();

    private final EntityReader text;
    private final XMLStreamReader xml;
    private final Set<String> unread;
    private final EmbeddedFiles files;
    private final Predicate<XmlElement> isFile;
    private long characters;
    private int elements;

    /** @param unread names of elements of which nothing but their length is of interest */
    public XmlReader(InputStream file, Set<String> unread) throws IOException {
        this(file, unread, EmbeddedFiles.NONE, element -> false);
    }

    /**
     * @param unread names of elements of which nothing but their length is of interest
     * @param files takes the text of those of them that are files
     * @param isFile whether such an element is one; its parent is as far as it was read
     */
    public XmlReader(InputStream file, Set<String> unread, EmbeddedFiles files, Predicate<XmlElement> isFile)
            throws IOException {
        this.unread = unread;
        this.files = files;
        this.isFile = isFile;
        text = XmlText.of(file);
        try {
            xml = FACTORY.createXMLStreamReader(text);
        } catch (XMLStreamException e) {
            throw unreadable(e, 1);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // Many files leave it to the DTD, which is not read, to declare a prefix.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // Long text comes in pieces, so that it can be bounded or passed over.
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /**
     * The next element of one of these names that is not within another; null at the end.
     *
     * @throws UnreadableException where the file is not well-formed or too deep, and where this element is too large, behind
     *     which the next one can be read
     */
    public XmlElement next(Set<String> names) {
        return next(names, Set.of());
    }

    /**
     * Reads the next element; elements of the names {@code entered} are given without their content, which follows.
     *
     * @throws UnreadableException as above
     */
    public XmlElement next(Set<String> names, Set<String> entered) {
        try {
            while (xml.hasNext()) {
                int event = step();
                if (event == XMLStreamConstants.START_ELEMENT && names.contains(name())) {
                    characters = 0;
                    elements = 0;
                    return entered.contains(name()) ? start(null) : element();
                }
            }
            return null;
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /** The name of the first element; the reader stands at it. */
    public String root() {
        try {
            while (xml.hasNext()) {
                if (step() == XMLStreamConstants.START_ELEMENT) {
                    return name();
                }
            }
            throw new UnreadableException("The file holds no element.", 1);
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /** The element that the reader stands at, with all that is in it. */
    public XmlElement element() {
        try {
            XmlElement outermost = start(null);
            XmlElement open = outermost;
            StringBuilder said = new StringBuilder();
            int depth = 1;
            while (depth > 0) {
                int event = step();
                if (isText(event)) {
                    add(said);
                    requireRoom(depth, outermost);
                    continue;
                }
                boolean isTag = event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT;
                said = isTag ? appendPath(said, open) : said;
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    check(depth);
                    open = start(open);
                    requireRoom(depth, outermost);
                    if (unread.contains(open.name())) {
                        pass(open, depth);
                        depth--;
                        open = open.parent();
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    open = open.parent();
                }
            }
            return outermost;
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /** Returns the current line, from 1. */
    public long line() {
        return Math.max(1, xml.getLocation().getLineNumber());
    }

    @Override
    public void close() {
        try {
            xml.close();
            text.close();
        } catch (XMLStreamException | IOException e) {
            // What was to be read has been.
            throw new UnreadableException("The file cannot be closed: " + e.getMessage(), 0);
        }
    }

    /** The next event; what is wrong with it is told with the line. */
    private int step() throws XMLStreamException {
        text.allow(MOST_AT_ONCE);
        try {
            int event = xml.next();
            if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw unknownEntity();
            }
            return event;
        } catch (UnreadableException e) {
            throw e.line() == 0 ? new UnreadableException(e.getMessage(), line()) : e;
        }
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    private void add(StringBuilder said) {
        characters += xml.getTextLength();
        if (isTooLarge()) {
            return;
        }
        said.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
    }

    /** Appends the pieces of a text to their element; another builder where this one has grown large. */
    private static StringBuilder appendPath(StringBuilder said, XmlElement open) {
        if (!said.isEmpty()) {
            open.add(said.toString());
        }
        said.setLength(0);
        return said.capacity() > 100_000 ? new StringBuilder() : said;
    }

    /** Reads over what is in an element; its length in characters stays, as its only text. */
    private void pass(XmlElement passed, int above) throws XMLStreamException {
        EmbeddedFiles.Receiver file = files.areTaken() && isFile.test(passed) ? files.begin() : null;
        boolean isWhole = false;
        try {
            long length = 0;
            int depth = 1;
            while (depth > 0) {
                int event = step();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    if (above + depth > DEEPEST) {
                        check(above + depth);
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                } else if (isText(event)) {
                    length += xml.getTextLength();
                    if (file != null) {
                        file.write(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
            }
            passed.add(length + " characters");
            if (file != null) {
                take(file, passed);
            }
            isWhole = true;
        } catch (IOException e) {
            throw UnreadableException.of(e, line());
        } finally {
            if (file != null && !isWhole) {
                file.giveUp();
            }
        }
    }

    /** Says of an element which file it was, in attributes. */
    private static void take(EmbeddedFiles.Receiver file, XmlElement passed) throws IOException {
        String extension = passed.parent().attribute("extension");
        EmbeddedFiles.Embedded embedded = file.end("file." + (extension == null ? "" : extension));
        if (embedded.refusal() == null) {
            passed.attribute("sha256", embedded.sha256());
            passed.attribute("size", Long.toString(embedded.size()));
            passed.attribute("media-type", embedded.mediaType());
        } else {
            passed.attribute("refusal", embedded.refusal());
        }
    }

    private XmlElement start(XmlElement parent) {
        XmlElement element = new XmlElement(name(), parent, line());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            characters += xml.getAttributeValue(i).length();
            String qualified = xml.getAttributeName(i).getLocalPart();
            String before = Objects.toString(xml.getAttributeName(i).getPrefix(), "");
            String prefix = before.isEmpty() ? qualified.substring(0, Math.max(0, qualified.indexOf(':'))) : before;
            String name = withoutPrefix(qualified);
            if (prefix.equals(DECLARATION) || qualified.equals(DECLARATION)) {
                continue;
            }
            // Platforms add ids of their own to those of the standard: hwp:id beside id.
            boolean isOfPlatform = !STANDARD_PREFIXES.contains(prefix);
            if (!isOfPlatform || element.attribute(name) == null) {
                element.attribute(name, xml.getAttributeValue(i));
            }
        }
        if (parent != null) {
            parent.add(element);
        }
        elements++;
        return element;
    }

    /** Returns the name of the element that the reader stands at, without its prefix. */
    private String name() {
        return withoutPrefix(xml.getLocalName());
    }

    private static String withoutPrefix(String qualified) {
        return qualified.substring(qualified.indexOf(':') + 1);
    }

    private void check(int depth) {
        if (depth > DEEPEST) {
            throw new UnreadableException("More than " + DEEPEST + " elements stand within each other.", line());
        }
    }

    private boolean isTooLarge() {
        return characters > MOST_CHARACTERS || elements > MOST_ELEMENTS;
    }

    /** Reads over the rest of a record that is too large: it fails alone. */
    private void requireRoom(int open, XmlElement record) throws XMLStreamException {
        if (!isTooLarge()) {
            return;
        }
        int depth = open;
        while (depth > 0) {
            int event = step();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                check(depth);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        throw UnreadableException.ofRecord(
                "One record has more than " + MOST_CHARACTERS + " characters or " + MOST_ELEMENTS + " elements.",
                record.line());
    }

    private UnreadableException unknownEntity() {
        return new UnreadableException(
                "The entity &" + xml.getLocalName()
                        + "; is not one of HTML, ISO or JATS, nor a plain one that the file declares.",
                line());
    }

    private UnreadableException unreadable(XMLStreamException e) {
        return unreadable(e, line());
    }

    /** @param around where the reader stood, for a failure that tells no place */
    private static UnreadableException unreadable(XMLStreamException e, long around) {
        int known = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
        long line = known > 0 ? known : around;
        if (e.getNestedException() instanceof IOException failure) {
            return UnreadableException.of(failure, line);
        }
        String said = e.getMessage() == null
                ? ""
                : e.getMessage()
                        .replaceFirst("(?s).*\\bMessage: ", "")
                        // Some have no words but their key.
                        .replaceFirst("^http\\S+#(\\w+)\\?", "$1: ");
        return new UnreadableException(
                "The XML is broken: " + said.replaceAll("\\s+", " ").strip(), line);
    }
}
