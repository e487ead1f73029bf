package org.offprint.kernel.text;

/** Escapes plain text for HTML content and double-quoted attributes. */
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
