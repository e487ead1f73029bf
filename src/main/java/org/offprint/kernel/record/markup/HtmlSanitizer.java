package org.offprint.kernel.record.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.record.markup.FlowWriter.Open;

/** Sanitizes HTML by traversing the parsed tree and writing only allowed elements and attributes. */
final class HtmlSanitizer {

    /** Maximum length of HTML to sanitize, in UTF-16 code units. */
    static final int MAX_LENGTH = 200_000;

    /** Maximum nesting depth of HTML elements. */
    static final int MAX_DEPTH = 100;

    private final boolean withBlocks;
    private final FlowWriter writer = new FlowWriter();
    private final TreeSet<String> removed = new TreeSet<>();

    private HtmlSanitizer(boolean withBlocks) {
        this.withBlocks = withBlocks;
    }

    /**
     * Sanitizes HTML.
     *
     * @param withBlocks whether to keep paragraphs and lists
     */
    static HtmlSanitizer of(String html, boolean withBlocks) {
        if (html.length() > MAX_LENGTH) {
            throw new InvalidValueException(
                    "markup-length",
                    "The markup has " + html.length() + " characters. The maximum is " + MAX_LENGTH + ".");
        }
        Element body = Jsoup.parseBodyFragment(html).body();
        checkDepth(body);
        HtmlSanitizer cleaner = new HtmlSanitizer(withBlocks);
        cleaner.children(body, List.of());
        return cleaner;
    }

    /** Returns the sanitized, well-formed HTML. */
    String html() {
        return writer.html();
    }

    /** Returns the text of the sanitized HTML without markup. */
    String text() {
        return writer.text();
    }

    /** Returns the sorted names of the removed elements and attributes. Attribute names begin with {@code @}. */
    List<String> removed() {
        return List.copyOf(removed);
    }

    private static void checkDepth(Element body) {
        NodeTraversor.traverse(
                (node, depth) -> {
                    if (depth > MAX_DEPTH) {
                        throw new InvalidValueException(
                                "markup-depth",
                                "The markup is nested too deeply. Nest elements at most " + MAX_DEPTH
                                        + " levels deep.");
                    }
                },
                body);
    }

    private void children(Element parent, List<Open> path) {
        for (Node child : parent.childNodes()) {
            if (child instanceof TextNode text) {
                writer.text(inItem(path), text.getWholeText());
            } else if (child instanceof Element element) {
                element(element, path);
            } else {
                removed.add(child.nodeName());
            }
        }
    }

    private void element(Element element, List<Open> path) {
        String name = MarkupElements.name(element);
        if (MarkupElements.isRemovedWithText(name)) {
            removed.add(name);
        } else if (name.equals("math")) {
            FormulaWriter.Formula formula = FormulaWriter.formula(element, removed);
            if (!formula.reading().isEmpty()) {
                writer.formula(inItem(path), formula.markup(), formula.reading());
            }
        } else {
            flow(element, name, path);
        }
    }

    private void flow(Element element, String name, List<Open> path) {
        boolean separates = MarkupElements.separatesWords(element, name);
        if (separates) {
            writer.blank();
        }
        children(element, within(path, element, name));
        if (separates) {
            writer.blank();
        }
        noteRemoved(element, name);
    }

    /** Returns the output elements for the text within the given source element. */
    private List<Open> within(List<Open> path, Element element, String name) {
        if (MarkupElements.INLINE.contains(name) || name.equals(MarkupElements.SMALL_CAPITALS)) {
            return withInline(path, new Open(element, name));
        }
        return withBlocks && MarkupElements.BLOCKS.contains(name) ? withBlock(path, element, name) : path;
    }

    private static List<Open> withInline(List<Open> path, Open inline) {
        boolean nests = inline.name().startsWith("su");
        if (!nests && path.stream().anyMatch(outer -> outer.name().equals(inline.name()))) {
            return path;
        }
        List<Open> inner = new ArrayList<>(path);
        inner.add(inline);
        return inner;
    }

    /**
     * Adds a block element to the path. In the output, blocks are outside all inline elements, paragraphs contain no
     * blocks, and lists contain only items.
     */
    private static List<Open> withBlock(List<Open> path, Element element, String name) {
        List<Open> blocks = new ArrayList<>(path.stream().filter(Open::isBlock).toList());
        List<Open> inlines = path.stream().filter(outer -> !outer.isBlock()).toList();
        if (endsIn(blocks, "p")) {
            blocks.remove(blocks.size() - 1);
        }
        if (name.equals("li")) {
            blocks.add(new Open(element, endsInList(blocks) ? "li" : "p"));
        } else {
            blocks = new ArrayList<>(inItem(blocks));
            blocks.add(new Open(element, name));
        }
        blocks.addAll(inlines);
        return blocks;
    }

    /** Adds a list item to the element path if the path ends in a list. */
    private static List<Open> inItem(List<Open> path) {
        int depth = (int) path.stream().filter(Open::isBlock).count();
        List<Open> blocks = path.subList(0, depth);
        if (!endsInList(blocks)) {
            return path;
        }
        List<Open> inner = new ArrayList<>(blocks);
        inner.add(new Open(blocks.get(depth - 1).source(), "li"));
        inner.addAll(path.subList(depth, path.size()));
        return inner;
    }

    private static boolean endsInList(List<Open> path) {
        return endsIn(path, "ul") || endsIn(path, "ol");
    }

    private static boolean endsIn(List<Open> path, String name) {
        return !path.isEmpty() && path.get(path.size() - 1).name().equals(name);
    }

    private void noteRemoved(Element element, String name) {
        boolean isKept = MarkupElements.INLINE.contains(name)
                || name.equals(MarkupElements.SMALL_CAPITALS)
                || (withBlocks && MarkupElements.BLOCKS.contains(name));
        if (!isKept) {
            removed.add(name);
        }
        for (Attribute attribute : element.attributes()) {
            boolean isSmallCapitals = name.equals(MarkupElements.SMALL_CAPITALS)
                    && attribute.getKey().equals("class")
                    && attribute.getValue().equals("sc");
            if (isKept && !isSmallCapitals) {
                removed.add("@" + attribute.getKey());
            }
        }
    }
}
