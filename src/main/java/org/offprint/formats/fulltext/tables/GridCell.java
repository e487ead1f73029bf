package org.offprint.formats.fulltext.tables;

import java.util.ArrayList;
import java.util.List;
import org.offprint.formats.xml.XmlElement;

/** Table cell with its position in the table grid. */
final class GridCell {

    final XmlElement element;
    final int statedColumns;
    final int statedRows;
    final List<String> classes = new ArrayList<>();
    boolean isHeader;
    String scope;
    /**
     * Index of the first column that the cell occupies, starting at 0. The index is only valid after the position of
     * the cell has been set.
     */
    int column;

    int columns = 1;
    int rows = 1;

    /**
     * Creates a cell without a position in the table grid.
     *
     * @param columns number of columns as stated in the source
     * @param rows number of rows as stated in the source; 0 for all rows to the end of the section
     */
    GridCell(XmlElement element, boolean isHeader, int columns, int rows) {
        this.element = element;
        this.isHeader = isHeader;
        statedColumns = columns;
        statedRows = rows;
    }

    boolean isEmpty() {
        return element.text() == null && element.elements().isEmpty();
    }
}
