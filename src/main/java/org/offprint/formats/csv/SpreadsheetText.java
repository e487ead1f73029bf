package org.offprint.formats.csv;

/** Text of a table cell that spreadsheet programs do not run as a formula. */
public final class SpreadsheetText {

    private SpreadsheetText() {}

    /**
     * Returns a line, with a leading apostrophe that marks the line as text if a spreadsheet would interpret the line
     * as a formula.
     */
    public static String of(String line) {
        return !line.isEmpty() && "=+@-".indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    }
}
