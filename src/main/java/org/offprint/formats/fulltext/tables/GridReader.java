package org.offprint.formats.fulltext.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.fulltext.inline.StyleClasses;
import org.offprint.formats.xml.XmlElement;

/** Reads XHTML tables and CALS tables ({@code tgroup}). CALS cells name the columns that they span. */
final class GridReader {

    private static final Set<String> SECTIONS = Set.of("thead", "tbody", "tfoot");
    private static final Set<String> ALIGNMENTS = Set.of("left", "right", "center", "justify", "char");
    private static final Set<String> VERTICAL = Set.of("top", "middle", "bottom", "baseline");

    private GridReader() {}

    /** Reads a {@code table}, {@code array} or {@code tgroup} element. */
    static Grid read(XmlElement table) {
        Columns columns = Columns.of(table);
        GridSection head = new GridSection("thead", table.at("thead"));
        GridSection foot = new GridSection("tfoot", table.at("tfoot"));
        List<GridSection> bodies = new ArrayList<>();
        GridSection loose = null;
        for (XmlElement child : table.elements()) {
            if (SECTIONS.contains(child.name())) {
                GridSection section =
                        switch (child.name()) {
                            case "thead" -> head;
                            case "tfoot" -> foot;
                            default -> new GridSection("tbody", child);
                        };
                if (child.name().equals("tbody")) {
                    bodies.add(section);
                }
                rows(child, section, columns);
                loose = null;
            } else if (child.name().equals("tr") || child.name().equals("row")) {
                if (loose == null) {
                    loose = new GridSection("tbody", null);
                    bodies.add(loose);
                }
                row(child, loose, columns);
            }
        }
        Grid grid = new Grid();
        if (!head.rows.isEmpty()) {
            grid.add(head);
        }
        bodies.forEach(grid::add);
        if (!foot.rows.isEmpty()) {
            grid.add(foot);
        }
        return grid;
    }

    static boolean isSection(XmlElement element) {
        return SECTIONS.contains(element.name());
    }

    private static void rows(XmlElement section, GridSection into, Columns columns) {
        for (XmlElement child : section.elements()) {
            if (child.name().equals("tr") || child.name().equals("row")) {
                row(child, into, columns);
            } else if (isCell(child)) {
                into.rows.add(new GridSection.GridRow(null, new ArrayList<>(List.of(cell(child, columns, 0)))));
            }
        }
    }

    private static void row(XmlElement row, GridSection into, Columns columns) {
        List<GridCell> cells = new ArrayList<>();
        int column = 0;
        for (XmlElement child : row.elements()) {
            if (isCell(child)) {
                GridCell cell = cell(child, columns, column);
                cells.add(cell);
                column += Math.max(1, Math.min(cell.statedColumns, GridSection.MAX_COLUMNS));
            }
        }
        into.rows.add(new GridSection.GridRow(row, cells));
    }

    /** Returns whether an element in a table row is a cell. Unknown elements are treated as cells. */
    private static boolean isCell(XmlElement element) {
        return !element.name().startsWith("col")
                && !element.name().equals("hr")
                && !element.name().equals("break");
    }

    private static GridCell cell(XmlElement element, Columns columns, int column) {
        boolean isOfCals = element.name().equals("entry");
        int wide = isOfCals ? columns.span(element) : number(element.attribute("colspan"), 1);
        int tall = isOfCals ? number(element.attribute("morerows"), 0) + 1 : number(element.attribute("rowspan"), 1);
        GridCell cell = new GridCell(element, element.name().equals("th"), Math.max(1, wide), tall);
        align(cell, columns, column);
        String styled = StyleClasses.of(element.attribute("style"));
        if (styled != null) {
            for (String each : styled.split(" ")) {
                add(cell, each);
            }
        }
        return cell;
    }

    private static void align(GridCell cell, Columns columns, int column) {
        XmlElement element = cell.element;
        String stated = element.attribute("align") == null ? columns.alignment(column) : element.attribute("align");
        String alignment = stated == null ? "" : stated.toLowerCase(Locale.ROOT);
        if (ALIGNMENTS.contains(alignment)) {
            add(cell, "align-" + alignment);
        }
        String vertical = element.attribute("valign");
        if (vertical != null && VERTICAL.contains(vertical.toLowerCase(Locale.ROOT))) {
            add(cell, "valign-" + vertical.toLowerCase(Locale.ROOT));
        }
        if (!element.elements("hr").isEmpty()) {
            add(cell, "border-bottom");
        }
        int blanks = leadingBlanks(element);
        if (blanks > 0) {
            add(cell, "indent-" + Math.min(4, (blanks + 1) / 2));
        }
    }

    private static void add(GridCell cell, String name) {
        if (!cell.classes.contains(name)) {
            cell.classes.add(name);
        }
    }

    /**
     * Returns the number of leading non-breaking or fixed-width spaces in a table cell, which publishers use to indent
     * rows.
     */
    private static int leadingBlanks(XmlElement element) {
        Object first = element.content().isEmpty() ? null : element.content().get(0);
        int blanks = 0;
        if (first instanceof String text) {
            while (blanks < Math.min(text.length(), 20)
                    && "\u00A0\u2001\u2002\u2003\u2005".indexOf(text.charAt(blanks)) >= 0) {
                blanks++;
            }
        }
        return blanks;
    }

    /**
     * Parses a non-negative integer, up to a maximum of 10,000,000. Returns {@code otherwise} if the integer is
     * invalid.
     */
    private static int number(String stated, int otherwise) {
        if (stated == null || stated.isEmpty() || !stated.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return otherwise;
        }
        return stated.length() > 7 ? 10_000_000 : Integer.parseInt(stated);
    }

    /** Columns of a table, with their CALS names and alignments. */
    private static final class Columns {

        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<String, XmlElement> spans = new HashMap<>();
        private final List<String> alignments = new ArrayList<>();

        static Columns of(XmlElement table) {
            Columns columns = new Columns();
            for (XmlElement each : table.elements()) {
                if (each.name().equals("colgroup") && !each.elements().isEmpty()) {
                    each.elements().forEach(columns::add);
                } else {
                    columns.add(each);
                }
            }
            return columns;
        }

        private void add(XmlElement element) {
            String name = element.name();
            if (name.equals("spanspec") && element.attribute("spanname") != null) {
                spans.put(element.attribute("spanname"), element);
            } else if (name.equals("col") || name.equals("colgroup") || name.equals("colspec")) {
                int wide = name.equals("colspec")
                        ? 1
                        : Math.min(GridSection.MAX_COLUMNS, number(element.attribute("span"), 1));
                if (element.attribute("colname") != null) {
                    numbers.put(element.attribute("colname"), alignments.size());
                }
                for (int i = 0; i < wide && alignments.size() < GridSection.MAX_COLUMNS; i++) {
                    alignments.add(element.attribute("align"));
                }
            }
        }

        String alignment(int column) {
            return column < alignments.size() ? alignments.get(column) : null;
        }

        int span(XmlElement entry) {
            XmlElement span = spans.getOrDefault(String.valueOf(entry.attribute("spanname")), entry);
            Integer first = numbers.get(String.valueOf(span.attribute("namest")));
            Integer last = numbers.get(String.valueOf(span.attribute("nameend")));
            return first == null || last == null ? 1 : Math.max(1, last - first + 1);
        }
    }
}
