package org.offprint.formats.fulltext.tables;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.offprint.formats.xml.XmlElement;

/** Table model with sections, rows and cells, independent of the markup in the source. */
final class Grid {

    private static final int MAX_GROUP_TITLE = 200;
    /** Maximum number of leading table rows that can become the table head. */
    private static final int MAX_HEAD_ROWS = 6;

    private final List<GridSection> sections = new ArrayList<>();
    private boolean isPromoted;

    void add(GridSection section) {
        sections.add(section);
    }

    List<GridSection> sections() {
        return sections;
    }

    /** Returns whether leading rows became the table head, although the source does not mark them as such. */
    boolean isPromoted() {
        return isPromoted;
    }

    boolean isEmpty() {
        return sections.stream().allMatch(section -> section.rows.stream()
                .allMatch(row -> row.cells().isEmpty()));
    }

    /** Determines the table head and the row groups, and sets the grid position of each cell. */
    void arrange() {
        promote();
        headers();
        group();
        BitSet begins = new BitSet();
        int places = 0;
        for (GridSection section : sections) {
            places = section.place(begins, places);
        }
        for (GridSection section : sections) {
            section.dropEmptyRows();
        }
        sections.removeIf(section -> section.rows.isEmpty());
        narrow(begins);
    }

    /** Removes table columns in which no cell begins. */
    private void narrow(BitSet begins) {
        int[] before = new int[begins.length() + 1];
        for (int i = 0; i < begins.length(); i++) {
            before[i + 1] = before[i] + (begins.get(i) ? 1 : 0);
        }
        for (GridSection section : sections) {
            for (GridSection.GridRow row : section.rows) {
                for (GridCell cell : row.cells()) {
                    int end = Math.min(cell.column + cell.columns, begins.length());
                    cell.columns = before[end] - before[cell.column];
                }
            }
        }
    }

    /**
     * Turns leading rows into the table head if the table has none. The leading rows must contain only header cells or
     * bold text, and no cell may extend beyond the last leading row.
     */
    private void promote() {
        boolean hasHead = sections.stream().anyMatch(section -> section.name.equals("thead"));
        GridSection first = sections.isEmpty() ? null : sections.get(0);
        if (hasHead || first == null || !first.name.equals("tbody") || first.rows.size() < 2) {
            return;
        }
        int heads = 0;
        int reach = 0;
        while (heads < Math.min(first.rows.size() - 1, MAX_HEAD_ROWS)
                && (isHead(first.rows.get(heads)) || heads < reach && reach > 0)) {
            for (GridCell cell : first.rows.get(heads).cells()) {
                reach = cell.statedRows == 0
                        ? Integer.MAX_VALUE
                        : Math.max(reach, heads + Math.min(cell.statedRows, 1_000));
            }
            heads++;
        }
        if (heads == 0 || reach > heads) {
            return;
        }
        GridSection head = new GridSection("thead", null);
        head.rows.addAll(first.rows.subList(0, heads));
        first.rows.subList(0, heads).clear();
        sections.add(0, head);
        isPromoted = true;
    }

    private static boolean isHead(GridSection.GridRow row) {
        boolean hasWords = false;
        for (GridCell cell : row.cells()) {
            boolean isEmpty = cell.isEmpty();
            hasWords |= !isEmpty;
            if (!isEmpty && !cell.isHeader && !isBold(cell.element)) {
                return false;
            }
        }
        // A single bold cell is more often the title of a row group than a table head.
        return hasWords && row.cells().size() > 1;
    }

    private static boolean isBold(XmlElement cell) {
        return cell.text() != null && cell.textWithout("bold") == null;
    }

    private void headers() {
        for (GridSection section : sections) {
            boolean isHead = section.name.equals("thead");
            for (GridSection.GridRow row : section.rows) {
                for (GridCell cell : row.cells()) {
                    cell.isHeader = (isHead || cell.isHeader) && !cell.isEmpty();
                    if (cell.isHeader) {
                        boolean isWide = isHead ? cell.statedColumns > 1 : cell.statedRows != 1;
                        cell.scope = (isHead ? "col" : "row") + (isWide ? "group" : "");
                    }
                }
            }
        }
    }

    /**
     * Divides table bodies into row groups. A row with one cell across all columns becomes the header of the rows below
     * it.
     */
    private void group() {
        int width = width();
        List<GridSection> grouped = new ArrayList<>();
        for (GridSection section : sections) {
            grouped.addAll(section.name.equals("tbody") && width > 1 ? parts(section, width) : List.of(section));
        }
        sections.clear();
        sections.addAll(grouped);
    }

    private static List<GridSection> parts(GridSection section, int width) {
        List<GridSection> parts = new ArrayList<>();
        GridSection part = new GridSection("tbody", section.element);
        int reach = 0;
        for (int i = 0; i < section.rows.size(); i++) {
            GridSection.GridRow row = section.rows.get(i);
            if (i >= reach && i + 1 < section.rows.size() && isGroup(row, width)) {
                if (!part.rows.isEmpty()) {
                    parts.add(part);
                }
                part = new GridSection("tbody", parts.isEmpty() ? section.element : null);
                row.cells().get(0).isHeader = true;
                row.cells().get(0).scope = "rowgroup";
            }
            for (GridCell cell : row.cells()) {
                reach = cell.statedRows == 0
                        ? Integer.MAX_VALUE
                        : Math.max(reach, i + Math.min(cell.statedRows, 1 << 20));
            }
            part.rows.add(row);
        }
        parts.add(part);
        return parts;
    }

    private static boolean isGroup(GridSection.GridRow row, int width) {
        if (row.cells().size() != 1) {
            return false;
        }
        GridCell cell = row.cells().get(0);
        String words = cell.element.text();
        return cell.statedColumns >= width
                && cell.statedRows == 1
                && words != null
                && words.length() <= MAX_GROUP_TITLE;
    }

    private int width() {
        long width = 0;
        for (GridSection section : sections) {
            for (GridSection.GridRow row : section.rows) {
                long columns = 0;
                for (GridCell cell : row.cells()) {
                    columns += row.cells().size() == 1
                            ? 1
                            : Math.min(Math.max(1, cell.statedColumns), GridSection.MAX_COLUMNS);
                }
                width = Math.max(width, columns);
            }
        }
        return (int) Math.min(width, Integer.MAX_VALUE);
    }
}
