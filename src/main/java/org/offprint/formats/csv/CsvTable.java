package org.offprint.formats.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.text.TextLines;

/** Reads the rows of a CSV table, with cells keyed by column name. */
public final class CsvTable implements AutoCloseable {

    /** Line before the CSV header in which spreadsheet programs declare the separator. */
    static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=([,;\t])\"?");

    private static final int MAX_ROW_LENGTH = 1_000_000;
    private static final int MAX_CELLS = 1_000;

    private final TextLines text;
    private List<String> columns;
    private char separator;

    /**
     * Row of a CSV table.
     *
     * @param cells cells of the row, keyed by column name; blank cells are omitted
     * @param line number of the line on which the row begins, starting at 1
     */
    public record TableRow(Map<String, String> cells, long line) {}

    public CsvTable(InputStream file) throws IOException {
        text = new TextLines(file);
    }

    /** Returns the next non-blank CSV row, or null at the end of the table. */
    public TableRow next() {
        if (columns == null) {
            String header = text.next();
            Matcher said = SEPARATOR.matcher(header == null ? "" : header);
            if (said.matches()) {
                header = text.next();
            }
            if (header == null) {
                throw new UnreadableException("The table is empty. The first line must contain the column names.", 1);
            }
            separator = said.matches() ? said.group(1).charAt(0) : separator(header);
            columns = cells(header);
        }
        long line = text.line();
        List<String> cells = cells(null);
        while (cells != null && cells.stream().allMatch(String::isBlank)) {
            line = text.line();
            cells = cells(null);
        }
        if (cells == null) {
            return null;
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                named.put(i < columns.size() ? columns.get(i).strip() : "column " + (i + 1), cells.get(i));
            }
        }
        return new TableRow(named, line);
    }

    private static char separator(String header) {
        return header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 && header.indexOf(',') < 0 ? ';' : ',';
    }

    /**
     * Returns the cells of the CSV line {@code given}, or of the next line if {@code given} is null. A row continues on
     * the next line if a quoted cell contains a line break.
     */
    private List<String> cells(String given) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        String line = given == null ? text.next() : given;
        if (line == null) {
            return null;
        }
        boolean quoted = false;
        while (true) {
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                boolean isDouble = quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (isDouble) {
                    cell.append(c);
                    i++;
                } else if (c == '"' && (quoted || cell.isEmpty())) {
                    quoted = !quoted;
                } else if (c == separator && !quoted) {
                    cells.add(cell.toString());
                    cell.setLength(0);
                    check(cells, cell);
                } else {
                    cell.append(c);
                }
            }
            if (!quoted) {
                cells.add(cell.toString());
                return cells;
            }
            line = text.next();
            if (line == null) {
                throw new UnreadableException(
                        "A quoted cell has no closing quotation mark. Add the quotation mark.", text.line());
            }
            cell.append('\n');
            check(cells, cell);
        }
    }

    private void check(List<String> cells, StringBuilder cell) {
        if (cell.length() > MAX_ROW_LENGTH || cells.size() > MAX_CELLS) {
            throw new UnreadableException(
                    "A CSV row has more than " + MAX_ROW_LENGTH + " characters or " + MAX_CELLS + " cells.",
                    text.line());
        }
    }

    @Override
    public void close() {
        text.close();
    }
}
