package org.offprint.formats.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Splits an XML element that contains several items in sequence. */
public final class XmlParts {

    private XmlParts() {}

    /**
     * Splits an element into one element per item, each with the name and position of the original element. An item
     * extends to the next child element that matches {@code begins}. Returns an empty list if text precedes the first
     * item, or if there is only one item. The returned elements share the child elements of the original element.
     * Marking the original element as mapped does not mark the returned elements.
     */
    public static List<XmlElement> of(XmlElement whole, Predicate<XmlElement> begins) {
        List<XmlElement> parts = new ArrayList<>();
        for (Object child : whole.content()) {
            if (child instanceof XmlElement element && begins.test(element)) {
                parts.add(whole.copyWithoutContent());
            } else if (parts.isEmpty() && !(child instanceof String words && words.isBlank())) {
                return List.of();
            }
            if (!parts.isEmpty()) {
                parts.get(parts.size() - 1).add(child);
            }
        }
        return parts.size() < 2 ? List.of() : parts;
    }
}
