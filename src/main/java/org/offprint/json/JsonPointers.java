package org.offprint.json;

/** Reference tokens of JSON Pointers (RFC 6901). */
final class JsonPointers {

    private JsonPointers() {}

    /** Escapes the name of a member as a reference token (section 3). */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
