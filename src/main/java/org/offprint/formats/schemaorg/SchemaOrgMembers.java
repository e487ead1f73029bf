package org.offprint.formats.schemaorg;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Members of JSON-LD that are left out where there is nothing to say. */
final class SchemaOrgMembers {

    private SchemaOrgMembers() {}

    /** Sets a text, unless it is null or blank. */
    static void put(ObjectNode node, String member, String text) {
        if (text != null && !text.isBlank()) {
            node.put(member, text);
        }
    }

    /** Sets a list, unless it is empty. */
    static void put(ObjectNode node, String member, ArrayNode list) {
        if (!list.isEmpty()) {
            node.set(member, list);
        }
    }
}
