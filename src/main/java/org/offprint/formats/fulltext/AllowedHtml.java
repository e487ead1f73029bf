package org.offprint.formats.fulltext;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Allow-list of HTML elements and attributes for article texts. If an element is not on the list, its tags are removed
 * and its content is kept. Elements that run scripts, load resources or are not displayed are removed with their
 * content.
 */
final class AllowedHtml {

    private static final Set<String> ELEMENTS = Set.of(
            "a",
            "abbr",
            "aside",
            "b",
            "bdi",
            "bdo",
            "blockquote",
            "br",
            "caption",
            "cite",
            "code",
            "col",
            "colgroup",
            "dd",
            "del",
            "details",
            "dfn",
            "div",
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "i",
            "img",
            "ins",
            "kbd",
            "li",
            "mark",
            "ol",
            "p",
            "pre",
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "section",
            "small",
            "span",
            "strong",
            "sub",
            "summary",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "time",
            "tr",
            "u",
            "ul",
            "var",
            "wbr",
            "math",
            "mi",
            "mn",
            "mo",
            "ms",
            "mtext",
            "mspace",
            "mrow",
            "mfrac",
            "msqrt",
            "mroot",
            "mstyle",
            "merror",
            "mpadded",
            "mphantom",
            "msub",
            "msup",
            "msubsup",
            "munder",
            "mover",
            "munderover",
            "mmultiscripts",
            "mprescripts",
            "mtable",
            "mtr",
            "mtd",
            "semantics");

    private static final Set<String> REMOVED_ELEMENTS = Set.of(
            "script",
            "style",
            "template",
            "noscript",
            "iframe",
            "object",
            "embed",
            "applet",
            "form",
            "input",
            "button",
            "select",
            "textarea",
            "nav",
            "head",
            "link",
            "meta",
            "base",
            "title",
            "svg",
            "canvas",
            "audio",
            "video",
            "annotation",
            "annotation-xml",
            "frame",
            "frameset",
            "dialog");

    private static final Set<String> GLOBAL_ATTRIBUTES = Set.of("id", "lang", "dir", "title", "class");

    private static final Map<String, Set<String>> ELEMENT_ATTRIBUTES = Map.of(
            "a", Set.of("href"),
            "img", Set.of("src", "alt", "width", "height", "loading"),
            "td", Set.of("colspan", "rowspan", "align", "headers"),
            "th", Set.of("colspan", "rowspan", "align", "headers", "scope"),
            "col", Set.of("span"),
            "colgroup", Set.of("span"),
            "ol", Set.of("start", "type", "reversed"),
            "li", Set.of("value"),
            "time", Set.of("datetime"),
            "math", Set.of("display", "alttext"));

    private static final List<String> SCHEMES = List.of("https:", "http:", "mailto:", "ftp:");
    private static final List<String> INLINE_IMAGES =
            List.of("data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;");

    /** Maximum nesting depth of HTML elements. Browsers support about 500 levels. */
    private static final int MAX_DEPTH = 200;

    private AllowedHtml() {}

    /** Returns whether the URL is absolute and has an allowed scheme: http, https, mailto or ftp. */
    static boolean isWebAddress(String address) {
        String lower = address.strip().toLowerCase(Locale.ROOT);
        return SCHEMES.stream().anyMatch(lower::startsWith);
    }

    /** Returns whether the URL is a {@code data:} URL of an image type that cannot run scripts. */
    static boolean isInlineImage(String address) {
        String lower = address.strip().toLowerCase(Locale.ROOT);
        return INLINE_IMAGES.stream().anyMatch(lower::startsWith);
    }

    /**
     * Returns a copy of an HTML element with only the allowed content.
     *
     * @param leftOut receives the number of removed elements, keyed by element name
     */
    static Element clean(Element source, Map<String, Integer> leftOut) {
        Cleaning cleaning = new Cleaning(leftOut);
        source.traverse(cleaning);
        return cleaning.result;
    }

    /**
     * Visitor that copies the allowed HTML nodes without recursion, so that deeply nested HTML cannot overflow the
     * stack.
     */
    private static final class Cleaning implements NodeVisitor {

        private final Element result;
        private final Map<String, Integer> leftOut;
        private Element current;
        private int level;
        /** Number of open HTML elements beyond the maximum nesting depth, whose tags are removed. */
        private int levelsBeyondMaximum;
        /** Root of the HTML subtree being removed; null if there is none. */
        private Node removedRoot;

        Cleaning(Map<String, Integer> leftOut) {
            this.leftOut = leftOut;
            Document page = Document.createShell("");
            // Disable pretty printing, which would change significant whitespace and add long indentation to deeply
            // nested elements.
            page.outputSettings().prettyPrint(false);
            result = page.body().appendElement("div");
            current = result;
        }

        @Override
        public void head(Node node, int depth) {
            if (removedRoot != null || depth == 0) {
                return;
            }
            if (node instanceof TextNode text) {
                current.appendChild(new TextNode(text.getWholeText()));
            } else if (node instanceof Element element) {
                String name = element.normalName();
                if (REMOVED_ELEMENTS.contains(name)) {
                    removedRoot = node;
                    leftOut.merge(name, 1, Integer::sum);
                } else if (ELEMENTS.contains(name) && (levelsBeyondMaximum > 0 || level == MAX_DEPTH)) {
                    levelsBeyondMaximum++;
                } else if (ELEMENTS.contains(name)) {
                    level++;
                    current = current.appendElement(name);
                    element.attributes().forEach(attribute -> copy(name, attribute));
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (removedRoot != null) {
                removedRoot = removedRoot == node ? null : removedRoot;
            } else if (depth > 0 && node instanceof Element element && ELEMENTS.contains(element.normalName())) {
                if (levelsBeyondMaximum > 0) {
                    levelsBeyondMaximum--;
                } else {
                    level--;
                    current = current.parent();
                }
            }
        }

        private void copy(String element, Attribute attribute) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            String value = attribute.getValue();
            boolean isKnown = GLOBAL_ATTRIBUTES.contains(name)
                    || ELEMENT_ATTRIBUTES.getOrDefault(element, Set.of()).contains(name);
            boolean isSafe =
                    switch (name) {
                        case "href" -> value.startsWith("#") || value.startsWith("/") || isWebAddress(value);
                        case "src" -> value.startsWith("/") || isInlineImage(value);
                        default -> true;
                    };
            if (isKnown && isSafe) {
                current.attr(name, value);
            }
        }
    }
}
