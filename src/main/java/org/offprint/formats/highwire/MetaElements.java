package org.offprint.formats.highwire;

import org.offprint.formats.writing.SingleLine;
import org.offprint.kernel.text.HtmlEscaping;

/** Meta elements of HTML, one a line. */
final class MetaElements {

    private final StringBuilder html = new StringBuilder();

    /** Nothing for null and blank. */
    void add(String name, String content) {
        String line = SingleLine.of(content);
        if (!line.isEmpty()) {
            html.append("<meta name=\"")
                    .append(name)
                    .append("\" content=\"")
                    .append(HtmlEscaping.escape(line))
                    .append("\">\n");
        }
    }

    /** One that says yes by being there. */
    void addEmpty(String name) {
        html.append("<meta name=\"").append(name).append("\" content=\"\">\n");
    }

    /** A link to the vocabulary whose names have this prefix. */
    void schema(String prefix, String address) {
        html.append("<link rel=\"schema.")
                .append(prefix)
                .append("\" href=\"")
                .append(address)
                .append("\">\n");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
