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
 * The elements and attributes of HTML that texts may have. Others lose their tags and keep their words; what runs, loads,
 * or is not shown goes with all it holds.
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

    private static final Set<String> GONE = Set.of(
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

    private static final Set<String> ANYWHERE = Set.of("id", "lang", "dir", "title", "class");

    private static final Map<String, Set<String>> OF_ELEMENTS = Map.of(
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

    /** Levels of elements within each other; browsers take some 500. */
    private static final int DEEPEST = 200;

    private AllowedHtml() {}

    /** Reports whether this is a whole address of the web. */
    static boolean isWebAddress(String address) {
        String lower = address.strip().toLowerCase(Locale.ROOT);
        return SCHEMES.stream().anyMatch(lower::startsWith);
    }

    /** Reports whether this holds an image itself, of a type that runs nothing. */
    static boolean isInlineImage(String address) {
        String lower = address.strip().toLowerCase(Locale.ROOT);
        return INLINE_IMAGES.stream().anyMatch(lower::startsWith);
    }

    /**
     * Returns what is allowed of an element's content, within a new element.
     *
     * @param leftOut counts what is not allowed, by the names of elements
     */
    static Element clean(Element source, Map<String, Integer> leftOut) {
        Cleaning cleaning = new Cleaning(leftOut);
        source.traverse(cleaning);
        return cleaning.made;
    }

    /** A walk over the source, without recursion. */
    private static final class Cleaning implements NodeVisitor {

        private final Element made;
        private final Map<String, Integer> leftOut;
        private Element into;
        private int level;
        /** The open elements below the deepest level, which lose their tags. */
        private int beyond;
        /** The element that is left out with all it holds; null outside of one. */
        private Node gone;

        Cleaning(Map<String, Integer> leftOut) {
            this.leftOut = leftOut;
            Document page = Document.createShell("");
            // Blanks between elements are words' own, and indents of a deep page would be more than the page.
            page.outputSettings().prettyPrint(false);
            made = page.body().appendElement("div");
            into = made;
        }

        @Override
        public void head(Node node, int depth) {
            if (gone != null || depth == 0) {
                return;
            }
            if (node instanceof TextNode text) {
                into.appendChild(new TextNode(text.getWholeText()));
            } else if (node instanceof Element element) {
                String name = element.normalName();
                if (GONE.contains(name)) {
                    gone = node;
                    leftOut.merge(name, 1, Integer::sum);
                } else if (ELEMENTS.contains(name) && (beyond > 0 || level == DEEPEST)) {
                    beyond++;
                } else if (ELEMENTS.contains(name)) {
                    level++;
                    into = into.appendElement(name);
                    element.attributes().forEach(attribute -> copy(name, attribute));
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (gone != null) {
                gone = gone == node ? null : gone;
            } else if (depth > 0 && node instanceof Element element && ELEMENTS.contains(element.normalName())) {
                if (beyond > 0) {
                    beyond--;
                } else {
                    level--;
                    into = into.parent();
                }
            }
        }

        private void copy(String element, Attribute attribute) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            String value = attribute.getValue();
            boolean isKnown = ANYWHERE.contains(name)
                    || OF_ELEMENTS.getOrDefault(element, Set.of()).contains(name);
            boolean isSafe =
                    switch (name) {
                        case "href" -> value.startsWith("#") || value.startsWith("/") || isWebAddress(value);
                        case "src" -> value.startsWith("/") || isInlineImage(value);
                        default -> true;
                    };
            if (isKnown && isSafe) {
                into.attr(name, value);
            }
        }
    }
}
