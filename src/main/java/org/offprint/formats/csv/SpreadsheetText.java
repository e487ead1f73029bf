package org.offprint.formats.csv;

import org.offprint.formats.writing.SingleLine;

/** Escapes text in CSV cells, so that spreadsheet programs do not evaluate it as a formula. */
public final class SpreadsheetText {

    private SpreadsheetText() {}

    /**
     * Returns the text as one line. If a spreadsheet would interpret the line as a formula, a leading apostrophe is
     * added to mark the cell as text.
     */
    public static String of(String text) {
        String line = SingleLine.of(text);
        return !line.isEmpty() && "=+@-".indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    }

    /** Returns the text as a CSV cell (RFC 4180), quoted if necessary. */
    public static String csv(String text) {
        String line = of(text);
        return line.indexOf(',') >= 0 || line.indexOf('"') >= 0 ? '"' + line.replace("\"", "\"\"") + '"' : line;
    }
}
