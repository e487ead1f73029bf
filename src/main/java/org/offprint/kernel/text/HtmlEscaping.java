package org.offprint.kernel.text;

/** Escaping of plain text for HTML content and for attributes in double quotes. */
public final class HtmlEscaping {

    private HtmlEscaping() {}

    /** Returns plain text with the markup characters of HTML escaped. */
    public static String escape(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
