package org.offprint.formats.xml;

import java.util.Set;
import java.util.function.BiConsumer;

/** Reports the content of an XML element that no import reader has mapped. */
public final class UnplacedContent {

    private final Set<String> whole;
    private final BiConsumer<String, String> unplaced;

    /**
     * Creates a reporter of unmapped content.
     *
     * @param whole names of elements that are reported as one value, including their content
     * @param unplaced receives the path and the text of each unmapped value
     */
    public UnplacedContent(Set<String> whole, BiConsumer<String, String> unplaced) {
        this.whole = whole;
        this.unplaced = unplaced;
    }

    /**
     * Reports all content of an XML element that is not marked as mapped. Each value is reported with the innermost
     * element that contains it.
     */
    public void of(XmlElement element) {
        if (element.isPlaced()) {
            return;
        }
        boolean isLeaf = element.elements().isEmpty() || element.hasOwnText() || whole.contains(element.name());
        if (isLeaf) {
            String said = said(element);
            if (said != null) {
                unplaced.accept(element.path(), said);
            }
            return;
        }
        element.elements().forEach(this::of);
    }

    private static String said(XmlElement element) {
        StringBuilder said = new StringBuilder();
        for (String name : new String[] {"href", "count", "title", "event-type"}) {
            String value = element.attribute(name);
            said.append(value == null ? "" : value + " ");
        }
        String text = element.unplacedText();
        said.append(text == null ? "" : text);
        for (String link : element.unstatedLinks()) {
            said.append(' ').append(link);
        }
        return said.isEmpty() ? null : said.toString().strip();
    }
}
