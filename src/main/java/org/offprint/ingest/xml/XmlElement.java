package org.offprint.ingest.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An element as a reader walks through it: names without prefixes, and a mark on what was placed, so that the rest can
 * be told at the end. What is not there is {@link #NONE}, which has no text, no attributes and no children.
 */
// Longer than others for the many short questions that readers ask an element.
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
    private boolean taken;
    /** Which of those of its name it is, from 1; 0 for the only one, negative where that was not counted yet. */
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

    /** Where it begins in the file, from 1. */
    public long line() {
        return line;
    }

    public boolean isNone() {
        return this == NONE;
    }

    /** Its texts and elements in their order. */
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

    /** All its text, blanks folded; null where there is none. */
    public String text() {
        return XmlWords.of(this, child -> false);
    }

    /** All its text but for that of elements of these names; null where there is none. */
    public String textWithout(String... names) {
        Set<String> without = Set.of(names);
        return XmlWords.of(this, child -> without.contains(child.name));
    }

    /** All its text but for that of elements which are marked as placed; null where there is none. */
    public String textNotTaken() {
        return XmlWords.of(this, XmlElement::isTaken);
    }

    /** Where the links within it lead, unless they were placed or their words say so. */
    public List<String> linksBeyondWords() {
        List<String> links = new ArrayList<>();
        XmlWords.links(this, links);
        return links;
    }

    /** Its text, and marks it as placed. */
    public String take() {
        mark();
        return text();
    }

    /** Marks it, and all that is in it, as placed; of {@link #NONE} there is nothing to mark. */
    public XmlElement mark() {
        if (this != NONE) {
            taken = true;
        }
        return this;
    }

    /** Whether it was marked as placed itself. */
    public boolean isTaken() {
        return taken;
    }

    /** Whether text stands in it beside elements. */
    public boolean hasOwnText() {
        return hasOwnText;
    }

    /** Where it is, from the outermost: {@code front/article-meta/contrib-group/contrib[2]}. */
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

    /** The same with an attribute: {@code front/article-meta/contrib-group/contrib[2]/@deceased}. */
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
}
