package org.offprint.formats.fulltext.tables;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.offprint.formats.xml.XmlElement;

/** A table as rows of cells in sections, whatever its source wrote it in. */
final class Grid {

    private static final int LONGEST_GROUP = 200;
    /** More leading rows than that are no head. */
    private static final int MOST_HEADS = 6;

    private final List<GridSection> sections = new ArrayList<>();
    private boolean isPromoted;

    void add(GridSection section) {
        sections.add(section);
    }

    List<GridSection> sections() {
        return sections;
    }

    /** Reports whether rows became a head that the source does not call one. */
    boolean isPromoted() {
        return isPromoted;
    }

    boolean isEmpty() {
        return sections.stream().allMatch(section -> section.rows.stream()
                .allMatch(row -> row.cells().isEmpty()));
    }

    /** Makes heads and groups of rows, and gives each cell its place. */
    void settle() {
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

    /** Columns in which no cell begins are none. */
    private void narrow(BitSet begins) {
        int[] before = new int[begins.length() + 1];
        for (int i = 0; i < begins.length(); i++) {
            before[i + 1] = before[i] + (begins.get(i) ? 1 : 0);
        }
        for (GridSection section : sections) {
            for (GridSection.Row row : section.rows) {
                for (GridCell cell : row.cells()) {
                    int end = Math.min(cell.column + cell.columns, begins.length());
                    cell.columns = before[end] - before[cell.column];
                }
            }
        }
    }

    /** Leading rows of headers, or all in bold, are the head where there is none; no cell may reach out of it. */
    private void promote() {
        boolean hasHead = sections.stream().anyMatch(section -> section.name.equals("thead"));
        GridSection first = sections.isEmpty() ? null : sections.get(0);
        if (hasHead || first == null || !first.name.equals("tbody") || first.rows.size() < 2) {
            return;
        }
        int heads = 0;
        int reach = 0;
        while (heads < Math.min(first.rows.size() - 1, MOST_HEADS)
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

    private static boolean isHead(GridSection.Row row) {
        boolean hasWords = false;
        for (GridCell cell : row.cells()) {
            boolean isEmpty = cell.isEmpty();
            hasWords |= !isEmpty;
            if (!isEmpty && !cell.isHeader && !isBold(cell.element)) {
                return false;
            }
        }
        // One cell in bold is more often a group of rows than a head.
        return hasWords && row.cells().size() > 1;
    }

    private static boolean isBold(XmlElement cell) {
        return cell.text() != null && cell.textWithout("bold") == null;
    }

    private void headers() {
        for (GridSection section : sections) {
            boolean isHead = section.name.equals("thead");
            for (GridSection.Row row : section.rows) {
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

    /** A row of one cell over all columns is a header of the rows below it, which become a section. */
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
            GridSection.Row row = section.rows.get(i);
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

    private static boolean isGroup(GridSection.Row row, int width) {
        if (row.cells().size() != 1) {
            return false;
        }
        GridCell cell = row.cells().get(0);
        String words = cell.element.text();
        return cell.statedColumns >= width && cell.statedRows == 1 && words != null && words.length() <= LONGEST_GROUP;
    }

    private int width() {
        long width = 0;
        for (GridSection section : sections) {
            for (GridSection.Row row : section.rows) {
                long columns = 0;
                for (GridCell cell : row.cells()) {
                    columns +=
                            row.cells().size() == 1 ? 1 : Math.min(Math.max(1, cell.statedColumns), GridSection.WIDEST);
                }
                width = Math.max(width, columns);
            }
        }
        return (int) Math.min(width, Integer.MAX_VALUE);
    }
}
