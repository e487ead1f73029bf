package org.offprint.formats.fulltext.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.offprint.formats.xml.XmlElement;

/** Rows of a {@code thead}, {@code tbody} or {@code tfoot} element. */
final class GridSection {

    /** Maximum value of {@code colspan} in HTML. */
    static final int MAX_COLUMNS = 1_000;

    private static final int MAX_ROWS = 65_534;
    /**
     * Maximum total number of columns spanned by multi-column cells in a table. Beyond this limit, all cells are
     * treated as one column wide.
     */
    private static final int MAX_POSITIONS = 2_000_000;

    /**
     * Maximum number of occupied grid positions that are skipped while the cells of a table section are placed. Beyond
     * this limit, cells that extend from the rows above are ignored.
     */
    private static final int MAX_SKIPPED_POSITIONS = 20_000_000;

    final String name;
    final XmlElement element;
    final List<GridRow> rows = new ArrayList<>();

    GridSection(String name, XmlElement element) {
        this.name = name;
        this.element = element;
    }

    /** Table row; {@code element} is null if the source has no row element. */
    record GridRow(XmlElement element, List<GridCell> cells) {}

    /**
     * Sets the grid position and the size of each cell. A cell that would extend beyond its table section or over
     * another cell is shortened.
     *
     * @param begins set of the columns in which cells begin; this method adds the columns of this section
     * @param places total number of columns spanned by multi-column cells in the preceding sections
     * @return total number of columns spanned by multi-column cells, including this section
     */
    int place(BitSet begins, int places) {
        int taken = places;
        int[] busyUntil = new int[16];
        int steps = 0;
        for (int row = 0; row < rows.size(); row++) {
            int column = 0;
            for (GridCell cell : rows.get(row).cells) {
                while (steps < MAX_SKIPPED_POSITIONS && column < busyUntil.length && busyUntil[column] > row) {
                    column++;
                    steps++;
                }
                int wanted = taken > MAX_POSITIONS ? 1 : Math.max(1, Math.min(cell.statedColumns, MAX_COLUMNS));
                if (column + wanted > busyUntil.length) {
                    busyUntil = Arrays.copyOf(busyUntil, 2 * (column + wanted));
                }
                int columns = 1;
                while (columns < wanted && busyUntil[column + columns] <= row) {
                    columns++;
                }
                int left = Math.min(rows.size() - row, MAX_ROWS);
                cell.rows = cell.statedRows == 0 ? left : Math.max(1, Math.min(cell.statedRows, left));
                cell.column = column;
                cell.columns = columns;
                begins.set(column);
                for (int i = 0; i < columns; i++) {
                    busyUntil[column + i] = row + cell.rows;
                }
                column += columns;
                taken += columns > 1 ? columns : 0;
            }
        }
        return taken;
    }

    /** Removes table rows in which no cell begins, and shortens cells that extend over a removed row. */
    void dropEmptyRows() {
        int[] kept = new int[rows.size() + 1];
        for (int i = 0; i < rows.size(); i++) {
            kept[i + 1] = kept[i] + (rows.get(i).cells.isEmpty() ? 0 : 1);
        }
        if (kept[rows.size()] == rows.size()) {
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            for (GridCell cell : rows.get(i).cells) {
                cell.rows = kept[i + cell.rows] - kept[i];
            }
        }
        rows.removeIf(row -> row.cells.isEmpty());
    }
}
