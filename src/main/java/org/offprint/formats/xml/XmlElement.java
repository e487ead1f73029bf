package org.offprint.formats.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Element of an imported XML file. Names have no namespace prefixes. Readers mark the elements that they map, so that
 * the remaining elements can be reported as unmapped. {@link #NONE} represents a missing element, which has no text,
 * attributes or children.
 */
public final class XmlElement {

    /** Object that represents a missing XML element. */
    public static final XmlElement NONE = new XmlElement("", null, 0);

    private final String name;
    private final XmlElement parent;
    private final long line;
    // Collections are created on demand, because a file has many elements and most of them have few attributes and
    // children.
    private Map<String, String> attributes = Map.of();
    private List<Object> content = List.of();
    private List<XmlElement> elements = List.of();
    private boolean hasOwnText;
    /**
     * Whether a child element is {@code math}. TeX formulas among the child elements are printed only if this flag is
     * false.
     */
    private boolean hasMath;

    private boolean placed;
    /**
     * Position among sibling elements with the same name, starting at 1. The position is 0 if the name is unique, and
     * negative before the siblings are counted.
     */
    private int number = -1;

    XmlElement(String name, XmlElement parent, long line) {
        this.name = name;
        this.parent = parent;
        this.line = line;
    }

    /**
     * Splits this element, which contains several items in sequence, into one element per item. Each returned element
     * has the name and position of this element. An item extends to the next child element that matches {@code begins}.
     * Returns an empty list if text precedes the first item, or if there is only one item. The returned elements share
     * the child elements of this element. Marking this element as mapped does not mark the returned elements.
     */
    public List<XmlElement> parts(Predicate<XmlElement> begins) {
        List<XmlElement> parts = new ArrayList<>();
        for (Object child : content) {
            if (child instanceof XmlElement element && begins.test(element)) {
                parts.add(copyWithoutContent());
            } else if (parts.isEmpty() && !(child instanceof String words && words.isBlank())) {
                return List.of();
            }
            if (!parts.isEmpty()) {
                parts.get(parts.size() - 1).add(child);
            }
        }
        return parts.size() < 2 ? List.of() : parts;
    }

    /** Returns a copy of the XML element with the same name, attributes and position, but without content. */
    private XmlElement copyWithoutContent() {
        path();
        XmlElement copy = new XmlElement(name, parent, line);
        copy.attributes = attributes;
        copy.number = number;
        return copy;
    }

    void attribute(String attribute, String value) {
        if (attributes.isEmpty()) {
            attributes = new LinkedHashMap<>(4);
        }
        attributes.put(attribute, value);
    }

    void add(Object child) {
        if (content.isEmpty()) {
            content = new ArrayList<>(2);
        }
        content.add(child);
        if (child instanceof XmlElement element) {
            if (elements.isEmpty()) {
                elements = new ArrayList<>(2);
            }
            elements.add(element);
            hasMath |= element.name.equals("math");
        } else if (!hasOwnText) {
            hasOwnText = !((String) child).isBlank();
        }
    }

    /** Returns the element name without its namespace prefix. */
    public String name() {
        return name;
    }

    /** Returns the parent element, or null for the outermost element. */
    public XmlElement parent() {
        return parent;
    }

    /** Returns the line number of the element in the file, starting at 1. */
    public long line() {
        return line;
    }

    public boolean isNone() {
        return this == NONE;
    }

    /** Returns the text nodes (as strings) and child elements in document order. */
    public List<Object> content() {
        return content;
    }

    /**
     * Returns the value of an attribute, or null if it is missing or blank.
     *
     * @param attribute name of the attribute without its namespace prefix
     */
    public String attribute(String attribute) {
        String value = attributes.get(attribute);
        return value == null || value.isBlank() ? null : value.strip();
    }

    public Map<String, String> attributes() {
        return attributes;
    }

    /** Returns the child elements of the XML element. */
    public List<XmlElement> elements() {
        return elements;
    }

    /** Returns the child elements with the given names. */
    public List<XmlElement> elements(String... names) {
        List<XmlElement> found = new ArrayList<>();
        for (XmlElement child : elements) {
            if (child.isOneOf(names)) {
                found.add(child);
            }
        }
        return found;
    }

    private boolean isOneOf(String... names) {
        for (String each : names) {
            if (each.equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the first element at the given path of element names, or {@link #NONE} if there is none. */
    public XmlElement at(String... path) {
        XmlElement found = this;
        for (String step : path) {
            found = found.first(step);
        }
        return found;
    }

    private XmlElement first(String wanted) {
        for (XmlElement child : elements) {
            if (child.name.equals(wanted)) {
                return child;
            }
        }
        return NONE;
    }

    /** Returns all descendant elements with the given names. */
    public List<XmlElement> descendants(String... names) {
        List<XmlElement> found = new ArrayList<>();
        collect(this, names, found);
        return found;
    }

    private static void collect(XmlElement element, String[] names, List<XmlElement> found) {
        for (XmlElement child : element.elements) {
            if (child.isOneOf(names)) {
                found.add(child);
            }
            collect(child, names, found);
        }
    }

    /**
     * Returns the descendant elements with the given names, except elements within a descendant that has one of these
     * names.
     */
    public List<XmlElement> outermost(String... names) {
        List<XmlElement> found = new ArrayList<>();
        collectOutermost(this, names, found);
        return found;
    }

    private static void collectOutermost(XmlElement element, String[] names, List<XmlElement> found) {
        for (XmlElement child : element.elements) {
            if (child.isOneOf(names)) {
                found.add(child);
            } else {
                collectOutermost(child, names, found);
            }
        }
    }

    /** Returns the complete text of the element with whitespace collapsed, or null if the element has no text. */
    public String text() {
        return PrintedWords.of(this, child -> false);
    }

    /**
     * Returns the complete text of the element with unchanged whitespace, or an empty string if the element has no
     * text.
     */
    public String unfoldedText() {
        return PrintedWords.unfolded(this);
    }

    /** Returns the text of a {@code tex-math} element without its child elements, with unchanged whitespace. */
    public String texSource() {
        StringBuilder source = new StringBuilder();
        content.forEach(part -> source.append(part instanceof String text ? text : ""));
        return source.toString();
    }

    /**
     * Returns a {@code math} element for a TeX formula, with its TeX source as annotation. The parent of the
     * {@code math} element is this element. Returns {@link #NONE} if the TeX formula cannot be converted.
     */
    public XmlElement mathOf(TexToMathMl tex) {
        if (tex.math() == null) {
            return NONE;
        }
        XmlElement math = new XmlElement("math", this, line);
        XmlElement semantics = new XmlElement("semantics", math, line);
        semantics.add(element(tex.math(), semantics));
        XmlElement annotation = new XmlElement("annotation", semantics, line);
        annotation.attribute("encoding", TexToMathMl.ENCODING);
        annotation.add(tex.source());
        semantics.add(annotation);
        math.add(semantics);
        return math;
    }

    private static XmlElement element(TexToMathMl.Node node, XmlElement parent) {
        XmlElement element = new XmlElement(node.name(), parent, parent.line);
        for (int i = 0; i < node.attributes().size(); i += 2) {
            element.attribute(node.attributes().get(i), node.attributes().get(i + 1));
        }
        if (node.text() != null) {
            element.add(node.text());
        }
        node.children().forEach(child -> element.add(element(child, element)));
        return element;
    }

    /** Returns the text of the element without descendants that have the given names, or null if no text remains. */
    public String textWithout(String... names) {
        Set<String> without = Set.of(names);
        return textWithout(child -> without.contains(child.name));
    }

    /** Returns the text of the element without the matching descendants, or null if no text remains. */
    public String textWithout(Predicate<XmlElement> without) {
        return PrintedWords.of(this, without);
    }

    /** Returns the text of the element without descendants that are marked as mapped, or null if no text remains. */
    public String unplacedText() {
        return PrintedWords.of(this, XmlElement::isPlaced);
    }

    /**
     * Returns the link targets within the element. Links that are mapped, or whose text contains the target, are
     * omitted.
     */
    public List<String> unstatedLinks() {
        List<String> links = new ArrayList<>();
        PrintedWords.links(this, links);
        return links;
    }

    /** Returns the text of the element, and marks it as mapped. */
    public String take() {
        markPlaced();
        return text();
    }

    /**
     * Returns the texts of the child elements with the given names, and marks these child elements as mapped. Elements
     * without text are omitted.
     */
    public List<String> takeAll(String... names) {
        return elements(names).stream()
                .map(XmlElement::take)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Marks the element and all its content as mapped. Does nothing for {@link #NONE}. */
    public XmlElement markPlaced() {
        if (this != NONE) {
            placed = true;
        }
        return this;
    }

    /** Returns whether the element itself is marked as mapped. */
    public boolean isPlaced() {
        return placed;
    }

    /** Returns whether the element contains text outside its child elements. */
    public boolean hasOwnText() {
        return hasOwnText;
    }

    /**
     * Returns the element path from the outermost element, for example {@code
     * front/article-meta/contrib-group/contrib[2]}.
     */
    public String path() {
        if (parent == null) {
            return name;
        }
        if (number < 0) {
            parent.numberElements();
        }
        String place = number == 0 ? name : name + "[" + number + "]";
        return parent.parent == null ? place : parent.path() + "/" + place;
    }

    /** Returns the path of an attribute, for example {@code front/article-meta/contrib-group/contrib[2]/@deceased}. */
    public String path(String attribute) {
        return path() + "/@" + attribute;
    }

    /** Returns the element and its ancestors, innermost first. */
    public Stream<XmlElement> selfAndAncestors() {
        return Stream.iterate(this, element -> element != null, element -> element.parent);
    }

    /**
     * Assigns positions to all child elements in one pass. An element can have a hundred thousand children, and the
     * path of each child may be requested.
     */
    private void numberElements() {
        Map<String, XmlElement> last = new LinkedHashMap<>();
        for (XmlElement child : elements) {
            XmlElement before = last.put(child.name, child);
            if (before != null && before.number == 0) {
                before.number = 1;
            }
            child.number = before == null ? 0 : before.number + 1;
        }
    }

    /** Text of an XML element as printed. */
    private static final class PrintedWords {

        /** Inline XML elements, such as {@code italic}, around which no spaces are added. */
        private static final Set<String> INLINE = Set.of(
                ("italic bold sub sup sc underline overline strike roman sans-serif monospace xref ext-link uri email"
                                + " named-content styled-content abbrev i b u s em strong inline-formula math fn")
                        .split(" "));

        /** Elements that are always separated from adjacent text by spaces. */
        private static final Set<String> SEPARATED =
                Set.of("p label break list list-item sec title def-list disp-quote disp-formula".split(" "));

        private PrintedWords() {}

        /**
         * Returns the text of an element without the matching descendants and with whitespace collapsed, or null if no
         * text remains.
         */
        static String of(XmlElement element, Predicate<XmlElement> without) {
            StringBuilder text = new StringBuilder();
            gather(element, text, without.or(PrintedWords::isNotPrinted));
            String folded = fold(text);
            return folded.isEmpty() ? null : folded;
        }

        static String unfolded(XmlElement element) {
            StringBuilder text = new StringBuilder();
            gather(element, text, PrintedWords::isNotPrinted);
            return text.toString();
        }

        /**
         * Returns whether an element is omitted from the printed text, for example a second form of a formula or a
         * machine-readable annotation.
         */
        private static boolean isNotPrinted(XmlElement element) {
            return switch (element.name()) {
                case "tex-math" -> element.parent.hasMath;
                case "annotation", "annotation-xml" -> element.parent().name().equals("semantics");
                default -> "suppress-display".equals(element.attribute("specific-use"));
            };
        }

        static void links(XmlElement around, List<String> links) {
            for (XmlElement element : around.elements()) {
                String href = element.attribute("href");
                String words = href == null || element.isPlaced() ? null : element.text();
                boolean isSaid = href == null || words != null && (words.contains(href) || href.endsWith(words));
                if (!isSaid && !element.isPlaced()) {
                    links.add(href);
                }
                if (!element.isPlaced()) {
                    links(element, links);
                }
            }
        }

        private static void gather(XmlElement around, StringBuilder text, Predicate<XmlElement> without) {
            if (around.name().equals("etal") && around.content().isEmpty()) {
                text.append("et al.");
                return;
            }
            if (around.name().equals("tex-math")) {
                String words = TexToMathMl.of(around.texSource()).text();
                text.append(words == null ? TexToMathMl.withoutDocument(around.texSource()) : words);
                return;
            }
            // If an element has text between its child elements, this text determines their spacing.
            boolean saysHow = around.hasOwnText();
            boolean isInline = INLINE.contains(around.name());
            int end = text.length();
            Object before = null;
            for (Object child : around.content()) {
                if (!(child instanceof XmlElement element)) {
                    boolean isEdge = !saysHow && !isInline && before == null;
                    text.append(isEdge ? "" : child);
                    before = isEdge ? null : child;
                } else if (!without.test(element)) {
                    text.append(isApart(before, element, saysHow) ? " " : "");
                    gather(element, text, without);
                    text.append(SEPARATED.contains(element.name()) ? " " : "");
                    before = element;
                    end = text.length();
                }
            }
            // If an element contains only elements, leading and trailing spaces are source formatting and are removed.
            text.setLength(saysHow || isInline ? text.length() : end);
        }

        private static boolean isApart(Object before, XmlElement element, boolean saysHow) {
            if (SEPARATED.contains(element.name())) {
                return true;
            }
            if (!(before instanceof XmlElement last)) {
                return false;
            }
            boolean isInline = INLINE.contains(element.name()) && INLINE.contains(last.name());
            boolean isOneOfSeveral = last.name().equals(element.name())
                    && (!isInline || element.name().equals("email"));
            return saysHow ? isOneOfSeveral : !isInline || isOneOfSeveral;
        }

        private static String fold(CharSequence text) {
            StringBuilder folded = new StringBuilder(text.length());
            boolean blank = false;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == ' ' || c >= '\t' && c <= '\r') {
                    blank = true;
                } else {
                    if (blank && !folded.isEmpty()) {
                        folded.append(' ');
                    }
                    blank = false;
                    folded.append(c);
                }
            }
            return folded.toString();
        }
    }
}
