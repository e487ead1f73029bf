package org.offprint.formats.fulltext.blocks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.xml.XmlElement;

/** Renders lists and definition lists. */
public final class TextLists {

    private static final Map<String, String> TYPES = Map.of(
            "alpha-lower", "a",
            "alpha-upper", "A",
            "roman-lower", "i",
            "roman-upper", "I");

    private static final Set<String> ORDERED = Set.of("order", "ordered", "number", "arabic");

    private TextLists() {}

    /** Returns the writers for lists and definition lists, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("list", TextLists::list);
        writers.put("list-item", TextLists::strayItem);
        writers.put("def-list", TextLists::definitions);
        writers.put("def-item", (flow, element) -> flow.mixedContent(element));
        writers.put("def", (flow, element) -> flow.mixedContent(element));
        writers.put("term", (flow, element) -> flow.phrase(element));
        return writers;
    }

    private static void strayItem(Flow flow, XmlElement element) {
        flow.html().open("div", "class", "item", "id", flow.source().id(element));
        flow.mixedContent(element);
        flow.html().close();
    }

    private static void list(Flow flow, XmlElement list) {
        Html html = flow.html();
        String type = list.attribute("list-type");
        boolean hasLabels = list.elements("list-item").stream()
                .anyMatch(item -> item.at("label").text() != null);
        boolean isOrdered = type != null && (ORDERED.contains(type) || TYPES.containsKey(type));
        boolean isPlain = hasLabels || "simple".equals(type);
        heading(flow, list);
        if (!list.elements("list-item").isEmpty()) {
            flow.looseText(list);
        } else {
            flow.paragraphs(list, TextLists::isOfItems);
            return;
        }
        boolean isNumbered = isOrdered && !hasLabels;
        html.open(
                isNumbered ? "ol" : "ul",
                "id",
                flow.source().id(list),
                "class",
                hasLabels ? "labelled" : isPlain ? "plain" : null,
                "role",
                isPlain ? "list" : null,
                "type",
                isNumbered ? TYPES.get(type) : null,
                "start",
                isNumbered ? start(flow, list) : null,
                "lang",
                flow.language(list));
        for (XmlElement item : list.elements()) {
            if (item.name().equals("list-item")) {
                item(flow, item);
            } else if (isOfItems(item)) {
                html.open("li");
                flow.write(item);
                flow.writeDeferred();
                html.close();
            }
        }
        html.close();
    }

    private static boolean isOfItems(XmlElement element) {
        return !element.name().equals("title") && !element.name().equals("label");
    }

    /** Writes the title of a list before the list, because HTML lists cannot contain a heading. */
    private static void heading(Flow flow, XmlElement list) {
        XmlElement title = list.at("title");
        XmlElement label = list.at("label");
        if (title.text() != null || label.text() != null) {
            flow.html().open("p", "class", "title");
            if (!label.isNone()) {
                flow.write(label);
            }
            if (!title.isNone()) {
                flow.phrase(title);
            }
            flow.html().close();
            flow.writeDeferred();
        }
    }

    /** Returns the start number of a list that continues an earlier list. Returns null if the list starts at 1. */
    private static String start(Flow flow, XmlElement list) {
        String continued = list.attribute("continued-from");
        long count = 1;
        Set<XmlElement> seen = new HashSet<>();
        XmlElement before = flow.source().named(continued);
        while (before != null && before.name().equals("list") && seen.add(before) && seen.size() < 100) {
            count += before.elements("list-item").size();
            before = flow.source().named(before.attribute("continued-from"));
        }
        return count == 1 ? null : Long.toString(count);
    }

    private static void item(Flow flow, XmlElement item) {
        Html html = flow.html();
        html.open("li", "id", flow.source().id(item), "lang", flow.language(item));
        XmlElement label = item.at("label");
        XmlElement title = item.at("title");
        if (label.text() != null) {
            flow.write(label);
        }
        if (title.text() != null) {
            html.open("p", "class", "title");
            flow.phrase(title);
            html.close();
            flow.writeDeferred();
        }
        flow.mixedContent(item, child -> child != label && child != title);
        html.close();
    }

    private static void definitions(Flow flow, XmlElement list) {
        Html html = flow.html();
        heading(flow, list);
        for (String head : new String[] {"term-head", "def-head"}) {
            if (list.at(head).text() != null) {
                html.open("p", "class", head);
                flow.phrase(list.at(head));
                html.close();
            }
        }
        if (!list.elements("def-item").isEmpty()) {
            flow.looseText(list);
        } else {
            flow.paragraphs(list, child -> isOfItems(child) && !child.name().endsWith("-head"));
            return;
        }
        html.open("dl", "id", flow.source().id(list), "lang", flow.language(list));
        for (XmlElement item : list.elements("def-item")) {
            definition(flow, item);
        }
        html.close();
        for (XmlElement other : list.elements()) {
            if (isOfItems(other)
                    && !other.name().endsWith("-head")
                    && !other.name().equals("def-item")) {
                flow.write(other);
                flow.writeDeferred();
            }
        }
    }

    private static void definition(Flow flow, XmlElement item) {
        Html html = flow.html();
        html.open("div", "id", flow.source().id(item));
        html.open("dt");
        for (XmlElement part : item.elements()) {
            if (part.name().equals("label")) {
                flow.write(part);
            } else if (part.name().equals("term")) {
                html.open("dfn", "id", flow.source().id(part));
                flow.phrase(part);
                html.close().text(" ");
            }
        }
        html.close();
        html.open("dd");
        flow.writeDeferred();
        flow.looseText(item);
        for (XmlElement part : item.elements()) {
            if (!part.name().equals("label") && !part.name().equals("term")) {
                html.open("div", "id", flow.source().id(part));
                flow.mixedContent(part);
                html.close();
            }
        }
        html.close();
        html.close();
    }
}
