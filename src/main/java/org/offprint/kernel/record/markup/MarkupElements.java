package org.offprint.kernel.record.markup;

import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Names of the known elements of HTML, MathML and, for convenience, JATS. */
final class MarkupElements {

    static final Set<String> INLINE = Set.of("i", "b", "sub", "sup", "u", "s", "code");
    static final Set<String> BLOCKS = Set.of("p", "ul", "ol", "li");

    /** Internal element name for small capitals, {@code <span class="sc">}. No HTML element has the name {@code sc}. */
    static final String SMALL_CAPITALS = "sc";

    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("em", "i"),
            Map.entry("italic", "i"),
            Map.entry("strong", "b"),
            Map.entry("bold", "b"),
            Map.entry("underline", "u"),
            Map.entry("strike", "s"),
            Map.entry("del", "s"),
            Map.entry("monospace", "code"),
            Map.entry("tt", "code"),
            Map.entry("list-item", "li"));

    /** HTML and JATS elements that are removed together with their text. */
    private static final Set<String> REMOVED_WITH_TEXT =
            Set.of("script", "style", "template", "iframe", "noembed", "noframes", "annotation-xml");

    /** Block elements that the HTML parser does not treat as blocks. */
    private static final Set<String> OTHER_BLOCKS = Set.of("br", "td", "th", "sec", "title", "list", "disp-formula");

    private MarkupElements() {}

    /**
     * Returns the HTML name of an element, without the namespace prefix of MathML or JATS. Returns the internal name
     * {@code sc} for an element with small capitals.
     */
    static String name(Element element) {
        String name = element.normalName();
        int colon = name.indexOf(':');
        String local = colon < 0 ? name : name.substring(colon + 1);
        if (local.equals("list")) {
            return "order".equals(element.attr("list-type")) ? "ol" : "ul";
        }
        if (local.equals("span") && element.hasClass("sc")) {
            return SMALL_CAPITALS;
        }
        return OTHER_NAMES.getOrDefault(local, local);
    }

    static boolean isRemovedWithText(String name) {
        return REMOVED_WITH_TEXT.contains(name);
    }

    /** Returns whether the element separates the words before and after it, even if it is removed. */
    static boolean separatesWords(Element element, String name) {
        return element.isBlock() || BLOCKS.contains(name) || OTHER_BLOCKS.contains(name);
    }
}
