package org.offprint.services.registration.targets;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;
import org.offprint.kernel.json.JsonPointers;

/**
 * Values of a record in a sent file, keyed by path, in file order. Paths are XPath expressions of XML elements and
 * attributes, or JSON Pointers (RFC 6901). If several elements have the same name, the path of the first element
 * contains no number. Text with markup is one value that includes the tags. Empty elements are omitted.
 */
public final class FileValues {

    /** Maximum number of values per record. Additional values are ignored. */
    private static final int MAX_VALUES = 50_000;

    private final Map<String, String> places = new LinkedHashMap<>();

    private FileValues() {}

    /**
     * XML elements that each contain one record of a file.
     *
     * @param name element name
     * @param identifier path from an element to the identifier of its record
     */
    public record RecordElement(String name, List<String> identifier) {

        private boolean isOf(XmlElement element, String wanted) {
            String found = element.at(identifier.toArray(String[]::new)).text();
            return wanted.equalsIgnoreCase(found == null ? null : found.strip());
        }
    }

    /**
     * Returns the values of a record in an XML file written by this service.
     *
     * @param around path of the element that contains {@code root}; empty if {@code root} is the outermost element
     * @param root name of the element to read
     * @param records elements that each contain one record, of which only the one with {@code identifier} is read; null
     *     if the file has one record
     * @param identifier identifier of the record
     */
    public static Map<String, String> ofXml(
            byte[] file, String around, String root, RecordElement records, String identifier) {
        FileValues read = new FileValues();
        try (XmlReader reader = new XmlReader(new ByteArrayInputStream(file), Set.of())) {
            XmlElement element = reader.next(Set.of(root));
            if (element != null) {
                read.element(element, around + "/" + root, records, identifier);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return read.places;
    }

    /** Returns the values of a JSON file, keyed by JSON Pointer. */
    public static Map<String, String> ofJson(JsonNode file) {
        FileValues read = new FileValues();
        read.node(file, "");
        return read.places;
    }

    private void put(String place, String value) {
        if (places.size() < MAX_VALUES) {
            places.put(place, value);
        }
    }

    private void element(XmlElement element, String path, RecordElement records, String identifier) {
        element.attributes().forEach((name, value) -> put(path + "/@" + name, value));
        if (element.hasOwnText()) {
            put(path, marked(element).strip());
            return;
        }
        Map<String, Integer> numbers = new HashMap<>();
        for (XmlElement child : element.elements()) {
            boolean isOfAnother =
                    records != null && child.name().equals(records.name()) && !records.isOf(child, identifier);
            if (!isOfAnother) {
                int number = numbers.merge(child.name(), 1, Integer::sum);
                element(
                        child,
                        path + "/" + child.name() + (number == 1 ? "" : "[" + number + "]"),
                        records,
                        identifier);
            }
        }
    }

    /** Returns the content of an XML element, including the tags of nested elements. */
    private static String marked(XmlElement element) {
        StringBuilder text = new StringBuilder();
        for (Object part : element.content()) {
            if (part instanceof XmlElement inner) {
                text.append('<').append(inner.name()).append('>');
                text.append(marked(inner));
                text.append("</").append(inner.name()).append('>');
            } else {
                text.append(part);
            }
        }
        return text.toString();
    }

    private void node(JsonNode node, String pointer) {
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(
                            member -> node(member.getValue(), pointer + "/" + JsonPointers.escape(member.getKey())));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                node(node.get(i), pointer + "/" + i);
            }
        } else if (!node.isNull() && !node.isMissingNode()) {
            put(pointer, Objects.requireNonNullElse(node.textValue(), node.toString()));
        }
    }
}
