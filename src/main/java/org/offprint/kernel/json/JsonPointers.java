package org.offprint.kernel.json;

/** JSON Pointers and their reference tokens (RFC 6901). */
public final class JsonPointers {

    private JsonPointers() {}

    /** Returns whether the text is a JSON Pointer (RFC 6901, section 3). */
    public static boolean isPointer(String text) {
        if (!text.isEmpty() && text.charAt(0) != '/') {
            return false;
        }
        for (int i = text.indexOf('~'); i >= 0; i = text.indexOf('~', i + 1)) {
            if (i + 1 == text.length() || text.charAt(i + 1) != '0' && text.charAt(i + 1) != '1') {
                return false;
            }
        }
        return true;
    }

    /** Escapes a member name for use in a JSON Pointer (RFC 6901, section 3). */
    public static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
