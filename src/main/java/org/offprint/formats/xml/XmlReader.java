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
 * Reads the elements of an XML file sequentially. Neither DTDs nor external entities are loaded, and entity references
 * are not expanded by the parser. Nesting depth and record size are limited, so that only one record is in memory at a
 * time.
 */
// This class is long because all its methods share the state of the XML parser.
public final class XmlReader implements AutoCloseable {

    /** Prefixes of standard attributes, including the empty prefix of most attributes. */
    private static final Set<String> STANDARD_PREFIXES = Set.of("", "xlink", "xml", "xsi");

    /**
     * Name of the attribute that declares the default namespace, which is also the prefix of attributes that declare a
     * namespace prefix.
     */
    private static final String DECLARATION = "xmlns";

    /** Maximum nesting depth of the elements in a record. */
    public static final int MAX_DEPTH = 500;

    private static final long MAX_CHARACTERS = 10_000_000;
    private static final int MAX_ELEMENTS = 300_000;
    /**
     * Maximum number of characters without elements, for example in an attribute, comment or CDATA section. The XML
     * parser keeps all these characters in memory.
     */
    private static final int MAX_CHARACTERS_WITHOUT_ELEMENTS = 4_000_000;

    /**
     * Maximum size of a section that is kept from skipped content, in characters. An element counts as {@link
     * #ELEMENT_SIZE} characters in addition to its attributes.
     */
    private static final int MAX_KEPT_SIZE = 20_000;

    private static final int ELEMENT_SIZE = 50;

    /** Target of processing instructions that contain text, which IOP Publishing uses for TeX formulas. */
    private static final String TEXT_INSTRUCTION = "CDATA";

    /** XML parser factory of the Java platform, which does not depend on the class path. */
    private static final XMLInputFactory FACTORY = factory();

    private final EntityReader text;
    private final XMLStreamReader xml;
    private final Set<String> unread;
    private final EmbeddedFiles files;
    private final Predicate<XmlElement> isFile;
    private final String section;
    private final Predicate<XmlElement> isKept;
    private long characters;
    private int elements;

    /**
     * Creates an XML reader that does not extract embedded files.
     *
     * @param unread names of elements whose content is skipped, except for its length
     */
    public XmlReader(InputStream file, Set<String> unread) throws IOException {
        this(file, unread, EmbeddedFiles.NONE, element -> false);
    }

    /**
     * Creates an XML reader that keeps short sections of skipped content as child elements of the skipped element.
     * Sections that contain sections are not kept.
     *
     * @param unread names of elements whose content is skipped, except for its length and the kept sections
     * @param section name of the elements that can be kept; null if no elements are kept
     * @param isKept whether a section is kept; called when only its title has been read, and again at its end
     */
    public XmlReader(InputStream file, Set<String> unread, String section, Predicate<XmlElement> isKept)
            throws IOException {
        this(file, unread, EmbeddedFiles.NONE, element -> false, section, isKept);
    }

    /**
     * Creates an XML reader that receives embedded files.
     *
     * @param unread names of elements whose content is skipped, except for its length
     * @param files receives the text of skipped elements that are files
     * @param isFile whether a skipped element is a file; its parent contains only the content read so far
     */
    public XmlReader(InputStream file, Set<String> unread, EmbeddedFiles files, Predicate<XmlElement> isFile)
            throws IOException {
        this(file, unread, files, isFile, null, element -> false);
    }

    private XmlReader(
            InputStream file,
            Set<String> unread,
            EmbeddedFiles files,
            Predicate<XmlElement> isFile,
            String section,
            Predicate<XmlElement> isKept)
            throws IOException {
        this.unread = unread;
        this.files = files;
        this.isFile = isFile;
        this.section = section;
        this.isKept = isKept;
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
        // In many XML files, prefixes are declared only in the DTD, which is not read.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // Long text is returned in chunks, so that it can be limited or skipped.
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /**
     * Returns the next XML element with one of the given names, or null at the end of the file. Elements nested in the
     * returned element are not returned separately.
     *
     * @throws UnreadableException if the file is not well-formed or nested too deeply; also if the element is too
     *     large, in which case the next element can still be read
     */
    public XmlElement next(Set<String> names) {
        return next(names, Set.of());
    }

    /**
     * Returns the next XML element with one of the given names. Elements named in {@code entered} are returned without
     * their content, which can be read next.
     *
     * @throws UnreadableException see {@link #next(Set)}
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

    /** Moves to the root element and returns its name. */
    public String root() {
        try {
            while (xml.hasNext()) {
                if (step() == XMLStreamConstants.START_ELEMENT) {
                    return name();
                }
            }
            throw new UnreadableException("The file contains no XML element.", 1);
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /** Returns the current XML element with its content. */
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
                    requireWithinLimits(depth, outermost);
                    continue;
                }
                if (event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                    addInstruction(said);
                    requireWithinLimits(depth, outermost);
                    continue;
                }
                boolean isTag = event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT;
                said = isTag ? appendText(said, open) : said;
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    check(depth);
                    open = start(open);
                    requireWithinLimits(depth, outermost);
                    if (unread.contains(open.name())) {
                        skipContent(open, depth);
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

    /** Returns the current line number, starting at 1. */
    public long line() {
        return Math.max(1, xml.getLocation().getLineNumber());
    }

    @Override
    public void close() {
        try {
            xml.close();
            text.close();
        } catch (XMLStreamException | IOException e) {
            // All content of the file has already been read.
            throw new UnreadableException("The file cannot be closed: " + e.getMessage(), 0);
        }
    }

    /** Moves to the next event of the XML parser. If the parser fails, the exception contains the line number. */
    private int step() throws XMLStreamException {
        text.allow(MAX_CHARACTERS_WITHOUT_ELEMENTS);
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

    /** Adds the content of a processing instruction to the text if the instruction contains text. */
    private void addInstruction(StringBuilder said) {
        String content = instructedText();
        if (content == null) {
            return;
        }
        characters += content.length();
        if (!isTooLarge()) {
            said.append(content);
        }
    }

    /** Returns the text of a processing instruction, or null if the instruction contains no text. */
    private String instructedText() {
        return xml.getPITarget().equals(TEXT_INSTRUCTION) ? xml.getPIData() : null;
    }

    /**
     * Appends the collected text to its element. Returns the builder for the next text, which is a new builder if the
     * previous one has become large.
     */
    private static StringBuilder appendText(StringBuilder said, XmlElement open) {
        if (!said.isEmpty()) {
            open.add(said.toString());
        }
        said.setLength(0);
        return said.capacity() > 100_000 ? new StringBuilder() : said;
    }

    /**
     * Skips the content of an XML element. Only the kept sections and the length of the skipped content, in characters,
     * are stored.
     */
    private void skipContent(XmlElement passed, int above) throws XMLStreamException {
        EmbeddedFiles.Receiver file = files.isEnabled() && isFile.test(passed) ? files.begin() : null;
        boolean isWhole = false;
        try {
            long length = 0;
            int depth = 1;
            KeptSection kept = new KeptSection(passed);
            while (depth > 0) {
                int event = step();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    if (above + depth > MAX_DEPTH) {
                        check(above + depth);
                    }
                    kept.start();
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                    kept.end();
                } else if (event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                    kept.addInstruction();
                } else if (isText(event)) {
                    kept.addText();
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
                file.discard();
            }
        }
    }

    /** Describes an embedded file in attributes of the element that contains it. */
    private static void take(EmbeddedFiles.Receiver file, XmlElement passed) throws IOException {
        String extension = passed.parent().attribute("extension");
        EmbeddedFiles.EmbeddedFile embedded = file.end("file." + (extension == null ? "" : extension));
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
        characters += readAttributes(element);
        if (parent != null) {
            parent.add(element);
        }
        elements++;
        return element;
    }

    /** Adds the attributes of the current element, and returns their length in characters. */
    private int readAttributes(XmlElement element) {
        int length = 0;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            length += xml.getAttributeValue(i).length();
            String qualified = xml.getAttributeName(i).getLocalPart();
            String before = Objects.toString(xml.getAttributeName(i).getPrefix(), "");
            String prefix = before.isEmpty() ? qualified.substring(0, Math.max(0, qualified.indexOf(':'))) : before;
            String name = withoutPrefix(qualified);
            if (prefix.equals(DECLARATION) || qualified.equals(DECLARATION)) {
                continue;
            }
            // Hosting platforms add their own attributes, for example hwp:id in addition to id. Standard attributes
            // take precedence.
            boolean isOfPlatform = !STANDARD_PREFIXES.contains(prefix);
            if (!isOfPlatform || element.attribute(name) == null) {
                element.attribute(name, xml.getAttributeValue(i));
            }
        }
        return length;
    }

    /** Returns the name of the current element without its namespace prefix. */
    private String name() {
        return withoutPrefix(xml.getLocalName());
    }

    private static String withoutPrefix(String qualified) {
        return qualified.substring(qualified.indexOf(':') + 1);
    }

    private void check(int depth) {
        if (depth > MAX_DEPTH) {
            throw new UnreadableException(
                    "The XML elements are nested more than " + MAX_DEPTH + " levels deep.", line());
        }
    }

    private boolean isTooLarge() {
        return characters > MAX_CHARACTERS || elements > MAX_ELEMENTS;
    }

    /** Rejects a record that is too large. The rest of the record is skipped, so that only this record fails. */
    private void requireWithinLimits(int open, XmlElement record) throws XMLStreamException {
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
                "A record has more than " + MAX_CHARACTERS + " characters or " + MAX_ELEMENTS + " elements.",
                record.line());
    }

    private UnreadableException unknownEntity() {
        return new UnreadableException(
                "The entity &" + xml.getLocalName()
                        + "; is neither an entity of HTML, ISO or JATS nor declared as plain text in the file."
                        + " Replace it with the character.",
                line());
    }

    private UnreadableException unreadable(XMLStreamException e) {
        return unreadable(e, line());
    }

    /**
     * Converts an exception of the XML parser to an {@link UnreadableException}.
     *
     * @param around line number used if the exception has no position
     */
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
                        // Some messages of the XML parser consist only of a message key.
                        .replaceFirst("^http\\S+#(\\w+)\\?", "$1: ");
        return new UnreadableException(
                "The XML is not well-formed: " + said.replaceAll("\\s+", " ").strip(), line);
    }

    /** Section of skipped content that is in memory until it is kept or dropped. At most one section is in memory. */
    private final class KeptSection {

        private final XmlElement skipped;
        private final StringBuilder said = new StringBuilder();
        private XmlElement outermost;
        private XmlElement open;
        private int size;

        KeptSection(XmlElement skipped) {
            this.skipped = skipped;
        }

        /** Adds the current element, or begins a section if the current element is one. */
        void start() {
            boolean isSection = section != null && name().equals(section);
            if (!isSection && open == null) {
                return;
            }
            XmlElement element = new XmlElement(name(), isSection ? skipped : open, line());
            if (isSection) {
                drop();
                outermost = element;
            } else {
                addSaid();
                open.add(element);
            }
            open = element;
            grow(readAttributes(element) + ELEMENT_SIZE);
        }

        void addText() {
            grow(xml.getTextLength());
            if (open != null) {
                said.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }

        void addInstruction() {
            String content = instructedText();
            grow(content == null ? 0 : content.length());
            if (open != null && content != null) {
                said.append(content);
            }
        }

        /** Ends the current element. A section is kept or dropped at its end, or dropped at the end of its title. */
        void end() {
            if (open == null) {
                return;
            }
            addSaid();
            XmlElement ended = open;
            open = ended.parent();
            if (ended == outermost) {
                if (isKept.test(outermost) && !isTooLarge()) {
                    skipped.add(outermost);
                    characters += size;
                }
                drop();
            } else if (open == outermost && outermost.at("title") == ended && !isKept.test(outermost)) {
                drop();
            }
        }

        private void addSaid() {
            if (!said.isEmpty()) {
                open.add(said.toString());
                said.setLength(0);
            }
        }

        /** Drops the open section if it would become too large. */
        private void grow(int length) {
            size += length;
            if (open == null || size > MAX_KEPT_SIZE) {
                drop();
            }
        }

        private void drop() {
            outermost = null;
            open = null;
            size = 0;
            said.setLength(0);
        }
    }
}
