package org.offprint.formats.schemaorg;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Creates schema.org nodes in JSON-LD. */
public final class JsonLd {

    /** URL of the vocabulary that defines the member names. */
    public static final String CONTEXT = "https://schema.org";

    private JsonLd() {}

    /** Returns a new node of this type. */
    public static ObjectNode of(String type) {
        return JsonNodeFactory.instance.objectNode().put("@context", CONTEXT).put("@type", type);
    }

    /** Returns the JSON of a node, escaped for use in a script element. */
    public static String inScript(ObjectNode node) {
        // The content of a script element must not contain the start of its end tag (HTML section 4.12.1.3).
        return node.toString().replace("<", "\\u003c");
    }
}
