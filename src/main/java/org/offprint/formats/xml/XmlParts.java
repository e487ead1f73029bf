package org.offprint.formats.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** An element in which several things stand one after the other. */
public final class XmlParts {

    private XmlParts() {}

    /**
     * One element for each, of the same name and place, from the element that begins it to the next that begins one.
     * Empty where words stand before the first, and where there is but one. What is in them is in the whole, too: the
     * marks on it are the same, the mark on the whole is apart.
     */
    public static List<XmlElement> of(XmlElement whole, Predicate<XmlElement> begins) {
        List<XmlElement> parts = new ArrayList<>();
        for (Object child : whole.content()) {
            if (child instanceof XmlElement element && begins.test(element)) {
                parts.add(whole.emptied());
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
