package org.offprint.formats.fulltext.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.fulltext.blocks.Captions;
import org.offprint.formats.fulltext.blocks.Images;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.GeneratedWords.Key;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.fulltext.report.Illustration;
import org.offprint.formats.xml.XmlElement;

/** Renders tables with their captions and notes, each table in a scrollable region. */
public final class Tables {

    private static final Set<String> NOT_WRITTEN =
            Set.of("alt-text", "long-desc", "object-id", "kwd-group", "subj-group", "email");
    private static final Set<String> FRAMES =
            Set.of("above", "below", "hsides", "vsides", "lhs", "rhs", "box", "border", "void");
    private static final Set<String> RULES = Set.of("none", "groups", "rows", "cols", "all");

    private Tables() {}

    /** Returns the writers for tables, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("table-wrap", Tables::wrap);
        writers.put("table-wrap-group", Tables::group);
        writers.put("table", (flow, element) -> table(flow, element, null));
        writers.put("tgroup", (flow, element) -> table(flow, element, null));
        writers.put("array", Tables::array);
        for (String part : "thead tbody tfoot tr row td th entry".split(" ")) {
            writers.put(part, (flow, element) -> flow.mixedContent(element));
        }
        return writers;
    }

    private static void wrap(Flow flow, XmlElement wrap) {
        Html html = flow.html();
        String id = flow.idOf(wrap, "t");
        flow.report().table(new Illustration(id, wrap.at("label").text(), Captions.title(wrap), null));
        html.open("figure", "class", "table", "id", id, "lang", flow.language(wrap), "dir", flow.direction(wrap));
        String caption = caption(flow, wrap);
        flow.looseText(wrap);
        for (XmlElement part : wrap.elements()) {
            if (!Captions.isOfCaption(part) && !NOT_WRITTEN.contains(part.name())) {
                part(flow, wrap, part, caption);
                flow.writeDeferred();
            }
        }
        html.close();
    }

    private static String caption(Flow flow, XmlElement wrap) {
        if (!Captions.hasWords(wrap)) {
            return null;
        }
        String id = flow.newId("k");
        flow.html().open("figcaption", "id", id);
        flow.boxed(() -> Captions.write(flow, wrap));
        flow.html().close();
        return id;
    }

    private static void part(Flow flow, XmlElement wrap, XmlElement part, String caption) {
        switch (part.name()) {
            case "table", "tgroup" -> table(flow, part, caption);
            case "alternatives" -> alternatives(flow, wrap, part, caption);
            case "graphic" -> image(flow, wrap, List.of(part));
            default -> flow.write(part);
        }
    }

    private static void alternatives(Flow flow, XmlElement wrap, XmlElement alternatives, String caption) {
        List<XmlElement> tables = alternatives.elements("table", "tgroup");
        List<XmlElement> images = alternatives.elements("graphic");
        if (!tables.isEmpty()) {
            // Tables with the same text are renditions of one table.
            Set<String> written = new HashSet<>();
            for (XmlElement table : tables) {
                if (written.add(String.valueOf(table.text()))) {
                    table(flow, table, caption);
                    flow.writeDeferred();
                }
            }
        } else if (!images.isEmpty()) {
            image(flow, wrap, images);
        } else {
            flow.write(alternatives);
        }
    }

    private static void image(Flow flow, XmlElement wrap, List<XmlElement> forms) {
        flow.remark(
                "table-is-an-image",
                wrap,
                "The table is an image, so it cannot be searched, copied or read aloud. Use table markup.");
        Images.write(flow, forms, wrap);
    }

    private static void group(Flow flow, XmlElement group) {
        Html html = flow.html();
        html.open("figure", "class", "group", "id", flow.source().id(group));
        caption(flow, group);
        flow.looseText(group);
        for (XmlElement part : group.elements()) {
            if (!Captions.isOfCaption(part) && !NOT_WRITTEN.contains(part.name())) {
                flow.write(part);
                flow.writeDeferred();
            }
        }
        html.close();
    }

    /** Writes an {@code array} element within a formula or paragraph as a table without a frame. */
    private static void array(Flow flow, XmlElement array) {
        if (array.elements("tbody").isEmpty()) {
            flow.mixedContent(array);
        } else {
            table(flow, array, null);
        }
    }

    private static void table(Flow flow, XmlElement table, String caption) {
        if (table.name().equals("table") && !table.elements("tgroup").isEmpty()) {
            for (XmlElement part : table.elements()) {
                if (part.name().equals("tgroup")) {
                    table(flow, part, caption);
                } else {
                    flow.write(part);
                }
                flow.writeDeferred();
            }
            return;
        }
        loose(flow, table);
        Grid grid = GridReader.read(table);
        if (grid.isEmpty()) {
            flow.remark("table-empty", table, "The table has no cells.");
            return;
        }
        grid.arrange();
        if (grid.isPromoted()) {
            flow.remark(
                    "table-without-head",
                    table,
                    "The table has no thead, so its leading header or bold rows are used as the head.");
        }
        Html html = flow.html();
        html.open(
                "div",
                "class",
                "scroll",
                "role",
                "region",
                "tabindex",
                "0",
                "aria-labelledby",
                caption,
                "aria-label",
                caption == null ? flow.word(Key.TABLE) : null);
        html.open("table", "id", flow.source().id(table), "class", classes(table), "lang", flow.language(table));
        for (GridSection section : grid.sections()) {
            section(flow, section);
        }
        html.close().close();
    }

    /** Writes content that the source places outside table cells, before the table. */
    private static void loose(Flow flow, XmlElement table) {
        flow.looseText(table);
        for (XmlElement part : table.elements()) {
            if (GridReader.isSection(part)) {
                flow.looseText(part);
                part.elements("tr", "row").forEach(flow::looseText);
            } else if (part.name().equals("tr") || part.name().equals("row")) {
                flow.looseText(part);
            } else if (!part.name().startsWith("col") && !part.name().equals("spanspec")) {
                flow.write(part);
                flow.writeDeferred();
            }
        }
    }

    private static String classes(XmlElement table) {
        List<String> classes = new ArrayList<>();
        String frame = table.attribute("frame");
        String rules = table.attribute("rules");
        if (frame != null && FRAMES.contains(frame.toLowerCase(Locale.ROOT))) {
            classes.add("frame-" + frame.toLowerCase(Locale.ROOT));
        }
        if (rules != null && RULES.contains(rules.toLowerCase(Locale.ROOT))) {
            classes.add("rules-" + rules.toLowerCase(Locale.ROOT));
        }
        return classes.isEmpty() ? null : String.join(" ", classes);
    }

    private static void section(Flow flow, GridSection section) {
        Html html = flow.html();
        html.open(
                section.name,
                "id",
                section.element == null ? null : flow.source().id(section.element));
        for (GridSection.GridRow row : section.rows) {
            html.open("tr", "id", row.element() == null ? null : flow.source().id(row.element()));
            row.cells().forEach(cell -> cell(flow, cell));
            html.close();
        }
        html.close();
    }

    private static void cell(Flow flow, GridCell cell) {
        Html html = flow.html();
        html.open(
                cell.isHeader ? "th" : "td",
                "id",
                flow.source().id(cell.element),
                "scope",
                cell.isHeader ? cell.scope : null,
                "colspan",
                cell.columns > 1 ? Integer.toString(cell.columns) : null,
                "rowspan",
                cell.rows > 1 ? Integer.toString(cell.rows) : null,
                "class",
                cell.classes.isEmpty() ? null : String.join(" ", cell.classes),
                "lang",
                flow.language(cell.element));
        flow.mixedContent(cell.element);
        html.close();
    }
}
