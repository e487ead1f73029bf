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
 * An element as a reader walks through it: names without prefixes, and a mark on what was placed, so that the rest can
 * be told at the end. What is not there is {@link #NONE}, which has no text, no attributes and no children.
 */
public final class XmlElement {

    /** Stands for an element that is not there. */
    public static final XmlElement NONE = new XmlElement("", null, 0);

    private final String name;
    private final XmlElement parent;
    private final long line;
    // Most elements have few of these, and files have many elements.
    private Map<String, String> attributes = Map.of();
    private List<Object> content = List.of();
    private List<XmlElement> elements = List.of();
    private boolean hasOwnText;
    /** Whether one of the elements in it is {@code math}: each formula in TeX beside it asks. */
    private boolean hasMath;

    private boolean taken;
    /** The number among elements of its name, from 1; 0 for the only one, negative where that was not counted yet. */
    private int number = -1;

    XmlElement(String name, XmlElement parent, long line) {
        this.name = name;
        this.parent = parent;
        this.line = line;
    }

    /** One of its name in its place, with nothing in it yet. */
    XmlElement emptied() {
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

    /** Without its prefix. */
    public String name() {
        return name;
    }

    /** Null of the outermost. */
    public XmlElement parent() {
        return parent;
    }

    /** Returns the line in the file, from 1. */
    public long line() {
        return line;
    }

    public boolean isNone() {
        return this == NONE;
    }

    /** Returns texts and elements in their order. */
    public List<Object> content() {
        return content;
    }

    /** The value of an attribute, named without its prefix; null where it is not there or blank. */
    public String attribute(String attribute) {
        String value = attributes.get(attribute);
        return value == null || value.isBlank() ? null : value.strip();
    }

    public Map<String, String> attributes() {
        return attributes;
    }

    /** The elements in it. */
    public List<XmlElement> elements() {
        return elements;
    }

    /** The elements in it of these names. */
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

    /** The first element at this path of names. */
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

    /** All elements of these names within it, at any depth. */
    public List<XmlElement> within(String... names) {
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

    /** All elements of these names within it that are not within another of them. */
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

    /** All its text, blanks folded; null where there is none. */
    public String text() {
        return PrintedWords.of(this, child -> false);
    }

    /** All its text with its blanks as they stand; empty where there is none. */
    public String unfoldedText() {
        return PrintedWords.unfolded(this);
    }

    /** All its text but for that of elements of these names; null where there is none. */
    public String textWithout(String... names) {
        Set<String> without = Set.of(names);
        return PrintedWords.of(this, child -> without.contains(child.name));
    }

    /** All its text but for that of elements which are marked as placed; null where there is none. */
    public String textNotTaken() {
        return PrintedWords.of(this, XmlElement::isTaken);
    }

    /** Returns where the links within it lead, unless they were placed or their words say so. */
    public List<String> linksBeyondWords() {
        List<String> links = new ArrayList<>();
        PrintedWords.links(this, links);
        return links;
    }

    /** Returns the text, and marks it as placed. */
    public String take() {
        mark();
        return text();
    }

    /** Returns the texts of the elements in it of these names that have one, and marks them as placed. */
    public List<String> takeAll(String... names) {
        return elements(names).stream()
                .map(XmlElement::take)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Marks it, and all that is in it, as placed; of {@link #NONE} there is nothing to mark. */
    public XmlElement mark() {
        if (this != NONE) {
            taken = true;
        }
        return this;
    }

    /** Reports whether it was marked as placed itself. */
    public boolean isTaken() {
        return taken;
    }

    /** Reports whether text stands in it beside elements. */
    public boolean hasOwnText() {
        return hasOwnText;
    }

    /** Returns the path from the outermost element: {@code front/article-meta/contrib-group/contrib[2]}. */
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

    /** Returns the path of an attribute: {@code front/article-meta/contrib-group/contrib[2]/@deceased}. */
    public String path(String attribute) {
        return path() + "/@" + attribute;
    }

    /** This, and what is around it, innermost first. */
    public Stream<XmlElement> outwards() {
        return Stream.iterate(this, element -> element != null, element -> element.parent);
    }

    /** All at once: of a hundred thousand each is asked for its path. */
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

    /** The words of an element as they would be printed. */
    private static final class PrintedWords {

        /** Elements between which and their neighbours no blank is meant where none stands. */
        private static final Set<String> INLINE = Set.of(
                ("italic bold sub sup sc underline overline strike roman sans-serif monospace xref ext-link uri email"
                                + " named-content styled-content abbrev i b u s em strong inline-formula math fn")
                        .split(" "));

        /** Elements that stand for themselves whatever is beside them. */
        private static final Set<String> ALONE =
                Set.of("p label break list list-item sec title def-list disp-quote disp-formula".split(" "));

        private static final String BEGIN = "\\begin{document}";

        private PrintedWords() {}

        /** Returns the text but for that of some elements within, blanks folded; null where there is none. */
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

        /** Of several forms of a formula one is printed; the names of its parts for machines are none of them. */
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
                String words = href == null || element.isTaken() ? null : element.text();
                boolean isSaid = href == null || words != null && (words.contains(href) || href.endsWith(words));
                if (!isSaid && !element.isTaken()) {
                    links.add(href);
                }
                if (!element.isTaken()) {
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
                text.append(formula(around));
                return;
            }
            // Where text stands between elements it says itself how they are apart.
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
                    text.append(ALONE.contains(element.name()) ? " " : "");
                    before = element;
                    end = text.length();
                }
            }
            // Blanks at the edges of what is made of elements alone are those of its layout.
            text.setLength(saysHow || isInline ? text.length() : end);
        }

        /** Returns what is within the document that some publishers make of a formula in TeX. */
        private static String formula(XmlElement tex) {
            StringBuilder source = new StringBuilder();
            tex.content().forEach(part -> source.append(part instanceof String text ? text : ""));
            int begin = source.indexOf(BEGIN);
            int end = source.indexOf("\\end{document}");
            return begin >= 0 && end > begin
                    ? source.substring(begin + BEGIN.length(), end).strip()
                    : source.toString();
        }

        private static boolean isApart(Object before, XmlElement element, boolean saysHow) {
            if (ALONE.contains(element.name())) {
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
