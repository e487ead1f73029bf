package org.offprint.formats.writing;

import org.offprint.formats.xml.XmlWriter;

/** Formats text as one line, for export formats that are not XML. */
public final class SingleLine {

    private SingleLine() {}

    /**
     * Returns the text as one line, without control characters and with whitespace collapsed. Returns an empty string
     * for null.
     */
    public static String of(String text) {
        return text == null
                ? ""
                : XmlWriter.clean(text).replaceAll("[\\s\\u2028\\u2029]+", " ").strip();
    }
}
