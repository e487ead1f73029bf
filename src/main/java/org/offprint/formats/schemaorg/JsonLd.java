package org.offprint.formats.schemaorg;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Creates JSON-LD nodes in the schema.org vocabulary. */
public final class JsonLd {

    /** URL of the schema.org vocabulary, which defines the member names. */
    public static final String CONTEXT = "https://schema.org";

    private JsonLd() {}

    /** Returns a new JSON-LD node with the given schema.org type. */
    public static ObjectNode of(String type) {
        return JsonNodeFactory.instance.objectNode().put("@context", CONTEXT).put("@type", type);
    }

    /** Returns a JSON-LD node as JSON, escaped for use in a {@code script} element. */
    public static String inScript(ObjectNode node) {
        // The content of a script element must not contain the start of its end tag (HTML section 4.12.1.3).
        return node.toString().replace("<", "\\u003c");
    }
}
