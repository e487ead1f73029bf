package org.offprint.kernel.record.markup;

/** Escapes text in a form that is valid in both XML and HTML. */
final class XmlEscaping {

    private XmlEscaping() {}

    /** Appends one escaped character. Characters that XML 1.0 (section 2.2) does not allow are omitted. */
    static void append(StringBuilder html, int codePoint) {
        switch (codePoint) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            default -> {
                if (isAllowed(codePoint)) {
                    html.appendCodePoint(codePoint);
                }
            }
        }
    }

    /** Appends an escaped attribute, preceded by a space. */
    static void appendAttribute(StringBuilder html, String name, String value) {
        html.append(' ').append(name).append("=\"");
        value.codePoints().forEach(c -> {
            if (c == '"') {
                html.append("&quot;");
            } else {
                append(html, PlainText.isBlank(c) ? ' ' : c);
            }
        });
        html.append('"');
    }

    static boolean isAllowed(int c) {
        return (c >= 0x20 || c == '\t' || c == '\n' || c == '\r')
                && !(c >= 0x7F && c < 0xA0)
                && !(c >= 0xD800 && c <= 0xDFFF)
                && (c & 0xFFFE) != 0xFFFE;
    }
}
