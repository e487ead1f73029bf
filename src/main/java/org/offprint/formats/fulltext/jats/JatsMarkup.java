package org.offprint.formats.fulltext.jats;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.offprint.formats.jats.texts.JatsStatementsReader;
import org.offprint.formats.xml.XmlElement;

/**
 * Converts parsed JATS elements to nodes, preserving all whitespace in the text. The parser removes namespace prefixes,
 * so they are restored from the names of elements and attributes. E-mail addresses are omitted.
 */
final class JatsMarkup {

    private static final String XLINK = "xlink:";
    private static final String XML = "xml:";
    private static final String OASIS = "oasis:";

    private static final Map<String, String> ELEMENTS =
            Map.of("math", JatsNode.MATHML, "free_to_read", "ali:", "license_ref", "ali:");

    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("href", XLINK),
            Map.entry("role", XLINK),
            Map.entry("title", XLINK),
            Map.entry("show", XLINK),
            Map.entry("actuate", XLINK),
            Map.entry("arcrole", XLINK),
            Map.entry("type", XLINK),
            Map.entry("lang", XML),
            Map.entry("base", XML),
            Map.entry("space", XML));

    /**
     * Attributes with the location of an XML schema, which are omitted because they refer to the schema of the source
     * file.
     */
    private static final Set<String> OF_SCHEMAS = Set.of("schemaLocation", "noNamespaceSchemaLocation");

    private static final Set<String> OASIS_TABLE =
            Set.of("table", "tgroup", "colspec", "spanspec", "thead", "tbody", "row", "entry");

    private static final Set<String> OF_FILES = Set.of(
            "graphic",
            "inline-graphic",
            "media",
            "inline-media",
            "supplementary-material",
            "inline-supplementary-material",
            "chem-struct",
            "self-uri");

    private static final Set<String> OF_PEOPLE = Set.of("contrib", "contrib-group", "collab", "name", "string-name");

    private final UnaryOperator<String> address;
    private final UnaryOperator<String> id;
    private final Predicate<String> isGone;
    private final Predicate<XmlElement> isLeftOut;

    private JatsMarkup(
            UnaryOperator<String> address,
            UnaryOperator<String> id,
            Predicate<String> isGone,
            Predicate<XmlElement> isLeftOut) {
        this.address = address;
        this.id = id;
        this.isGone = isGone;
        this.isLeftOut = isLeftOut;
    }

    /**
     * Returns a converter for elements of a source file.
     *
     * @param address maps a file reference to its URL
     * @param isGone whether an id belongs to an element that is not written
     */
    static JatsMarkup ofSource(
            UnaryOperator<String> address, Predicate<String> isGone, Predicate<XmlElement> isLeftOut) {
        return new JatsMarkup(address, UnaryOperator.identity(), isGone, isLeftOut);
    }

    /**
     * Returns a converter for elements that were generated from an article record.
     *
     * @param id maps an element id to the id that is written
     */
    static JatsMarkup ofRecord(
            UnaryOperator<String> address, UnaryOperator<String> id, Predicate<XmlElement> isLeftOut) {
        return new JatsMarkup(address, id, gone -> false, isLeftOut);
    }

    /** Returns the ids of an element and all its descendants. */
    static Set<String> ids(XmlElement element) {
        Set<String> ids = new HashSet<>();
        gather(element, ids);
        return ids;
    }

    private static void gather(XmlElement element, Set<String> ids) {
        if (element.attribute("id") != null) {
            ids.add(element.attribute("id"));
        }
        for (XmlElement child : element.elements()) {
            gather(child, ids);
        }
    }

    /** Returns whether an element contains CALS tables, which have a separate XML namespace. */
    static boolean hasOasisTables(XmlElement element) {
        return !element.descendants("tgroup").isEmpty();
    }

    /**
     * Returns the nodes for an element: one node, no node if the element is omitted, or its content if only the content
     * is kept.
     */
    List<Object> nodes(XmlElement element) {
        List<Object> nodes = new ArrayList<>(1);
        convert(element, prefix(element, ""), nodes);
        return nodes;
    }

    /** Returns the nodes for the text and the child elements of an element. */
    List<Object> contentNodes(XmlElement element) {
        List<Object> nodes = new ArrayList<>();
        convertContent(element, "", nodes);
        return nodes;
    }

    /**
     * Converts an element with its attributes and content.
     *
     * @param prefix namespace prefix of the element
     * @param nodes list to which the nodes are added
     */
    private void convert(XmlElement element, String prefix, List<Object> nodes) {
        if (JatsStatementsReader.isEmail(element) || isLeftOut.test(element)) {
            return;
        }
        List<String> named = named(element);
        boolean isToNothing = element.name().equals("xref") && element.attribute("rid") != null && named.isEmpty();
        if (isToNothing) {
            // JATS does not allow text between the child elements of a contributor.
            if (!OF_PEOPLE.contains(element.parent().name())) {
                convertContent(element, prefix, nodes);
            }
            return;
        }
        JatsNode node = new JatsNode(prefix + legal(element.name()));
        element.attributes().forEach((attribute, value) -> attribute(element, node, prefix, attribute, value, named));
        convertContent(element, prefix, node.content());
        nodes.add(node);
    }

    private void convertContent(XmlElement element, String prefix, List<Object> nodes) {
        for (Object part : element.content()) {
            if (part instanceof XmlElement child) {
                convert(child, prefix(child, prefix), nodes);
            } else {
                nodes.add(part);
            }
        }
    }

    private static String prefix(XmlElement element, String around) {
        if (around.equals(JatsNode.MATHML)) {
            return JatsNode.MATHML;
        }
        boolean isOasis = around.equals(OASIS)
                ? OASIS_TABLE.contains(element.name())
                : element.name().equals("table") && !element.at("tgroup").isNone();
        return isOasis ? OASIS : ELEMENTS.getOrDefault(element.name(), "");
    }

    /** Returns the ids that an element refers to, except the ids of omitted elements. */
    private List<String> named(XmlElement element) {
        String rid = element.attribute("rid");
        return rid == null
                ? List.of()
                : Stream.of(rid.split("\\s+")).filter(isGone.negate()).map(id).toList();
    }

    private void attribute(
            XmlElement element, JatsNode node, String prefix, String attribute, String value, List<String> named) {
        if (OF_SCHEMAS.contains(attribute)) {
            return;
        }
        String written =
                switch (attribute) {
                    case "id" -> id.apply(value);
                    case "rid" -> named.isEmpty() ? null : String.join(" ", named);
                    case "href" -> OF_FILES.contains(element.name()) ? address.apply(value) : value;
                    default -> value;
                };
        if (written != null) {
            // MathML attributes have no namespace prefix, even if they have the same name as an XLink or XML attribute.
            String space = prefix.equals(JatsNode.MATHML) ? "" : ATTRIBUTES.getOrDefault(attribute, "");
            node.attributes().put(space + legal(attribute), written);
        }
    }

    /**
     * Returns a valid XML name without a namespace prefix. If {@code name} is invalid, {@code x} is prepended and
     * colons are replaced with underscores.
     */
    private static String legal(String name) {
        boolean isName = !name.isEmpty()
                && (Character.isLetter(name.charAt(0)) || name.charAt(0) == '_')
                && name.indexOf(':') < 0;
        return isName ? name : "x" + name.replace(':', '_');
    }
}
