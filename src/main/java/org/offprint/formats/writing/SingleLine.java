package org.offprint.formats.writing;

import org.offprint.formats.xml.XmlWriter;

/** Text for formats that are not XML and have a value in one line. */
public final class SingleLine {

    private SingleLine() {}

    /** The text in one line, without control characters and with runs of blanks folded; empty for null. */
    public static String of(String text) {
        return text == null
                ? ""
                : XmlWriter.clean(text).replaceAll("[\\s\\u2028\\u2029]+", " ").strip();
    }
}
