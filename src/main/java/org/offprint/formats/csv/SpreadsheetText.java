package org.offprint.formats.csv;

/** Escapes text in CSV cells so that spreadsheet programs do not run the text as a formula. */
public final class SpreadsheetText {

    private SpreadsheetText() {}

    /**
     * Returns the cell text. If a spreadsheet would interpret the text as a formula, a leading apostrophe is added,
     * which marks the cell as text.
     */
    public static String of(String line) {
        return !line.isEmpty() && "=+@-".indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    }
}
