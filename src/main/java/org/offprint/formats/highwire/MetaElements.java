package org.offprint.formats.highwire;

import org.offprint.formats.writing.SingleLine;
import org.offprint.kernel.text.HtmlEscaping;

/** Builder for HTML meta elements, with one element per line. */
final class MetaElements {

    private final StringBuilder html = new StringBuilder();

    /** Adds an HTML meta element. Does nothing if the content is null or blank. */
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

    /** Adds an HTML meta element with empty content, which serves only as a flag. */
    void addEmpty(String name) {
        html.append("<meta name=\"").append(name).append("\" content=\"\">\n");
    }

    /** Adds a link to the vocabulary of a name prefix such as {@code DC}. */
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
