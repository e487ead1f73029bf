package org.offprint.kernel.text;

/** Plain text as it stands in HTML, between tags and in attributes with double quotes. */
public final class HtmlEscaping {

    private HtmlEscaping() {}

    /** Returns the text with its markup characters escaped. */
    public static String escape(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
