package org.offprint.formats.schemaorg;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Nodes of schema.org in JSON-LD. */
public final class JsonLd {

    /** The vocabulary of the names. */
    public static final String CONTEXT = "https://schema.org";

    private JsonLd() {}

    /** Begins the description of something of this type. */
    public static ObjectNode of(String type) {
        return JsonNodeFactory.instance.objectNode().put("@context", CONTEXT).put("@type", type);
    }

    /** Returns the text of a node, safe to stand within a script element. */
    public static String inScript(ObjectNode node) {
        // The beginning of the end of that element must not be in it (HTML section 4.12.1.3).
        return node.toString().replace("<", "\\u003c");
    }
}
