package org.offprint.formats.fulltext.jats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Element of a JATS document before it is written. The names of the element and its attributes include their namespace
 * prefixes.
 */
final class JatsNode {

    /** Namespace prefix of MathML elements. */
    static final String MATHML = "mml:";

    private String name;
    private final Map<String, String> attributes = new LinkedHashMap<>(4);
    private List<Object> content = new ArrayList<>(2);

    JatsNode(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    boolean isMathMl() {
        return name.startsWith(MATHML);
    }

    void rename(String newName) {
        name = newName;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    /** Returns the text nodes (as strings) and child elements in document order. The list can be changed. */
    List<Object> content() {
        return content;
    }

    void replaceContent(List<Object> replacement) {
        content = new ArrayList<>(replacement);
    }

    JatsNode add(Object part) {
        content.add(part);
        return this;
    }

    Stream<JatsNode> elements() {
        return content.stream().filter(JatsNode.class::isInstance).map(JatsNode.class::cast);
    }

    /** Returns the first child element with the given name, or null if there is none. */
    JatsNode first(String child) {
        return elements()
                .filter(element -> element.name.equals(child))
                .findFirst()
                .orElse(null);
    }

    /** Returns the child elements as a new list. */
    List<JatsNode> children() {
        return elements().toList();
    }

    /** Returns the element and its descendants, by their depth. */
    List<JatsNode> selfAndDescendants() {
        List<JatsNode> found = new ArrayList<>(List.of(this));
        for (int i = 0; i < found.size(); i++) {
            found.get(i).elements().forEach(found::add);
        }
        return found;
    }

    /** Returns the number of nested levels, counting the element itself. */
    int depth() {
        int depth = 0;
        List<JatsNode> level = List.of(this);
        while (!level.isEmpty()) {
            depth++;
            level = level.stream().flatMap(JatsNode::elements).toList();
        }
        return depth;
    }

    /** Returns whether the element contains text, directly or in its descendants. */
    boolean hasText() {
        for (Object part : content) {
            if (part instanceof JatsNode element ? element.hasText() : !((String) part).isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the element contains text outside its child elements. */
    boolean hasOwnText() {
        return content.stream().anyMatch(part -> part instanceof String text && !text.isBlank());
    }

    /** Returns the text of the element and its descendants, with whitespace collapsed. */
    String text() {
        StringBuilder text = new StringBuilder();
        gather(text);
        return text.toString().replaceAll("\\s+", " ").strip();
    }

    private void gather(StringBuilder text) {
        for (Object part : content) {
            if (part instanceof JatsNode element) {
                element.gather(text);
            } else {
                text.append((String) part);
            }
        }
    }

    /** Writes the element as XML, preserving all whitespace in the text. */
    void write(StringBuilder out) {
        out.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            out.append(' ').append(attribute).append("=\"");
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '"' -> out.append("&quot;");
                    case '\n' -> out.append("&#10;");
                    case '\t' -> out.append("&#9;");
                    default -> write(c, out);
                }
            }
            out.append('"');
        });
        if (content.isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (Object part : content) {
            write(part, out);
        }
        out.append("</").append(name).append('>');
    }

    /** Writes a text node or an element as XML. */
    static void write(Object part, StringBuilder out) {
        if (part instanceof JatsNode element) {
            element.write(out);
        } else {
            ((String) part).chars().forEach(c -> write((char) c, out));
        }
    }

    private static void write(char c, StringBuilder out) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '\r' -> out.append("&#13;");
            default -> out.append(c);
        }
    }
}
