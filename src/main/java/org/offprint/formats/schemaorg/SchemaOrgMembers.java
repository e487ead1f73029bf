package org.offprint.formats.schemaorg;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sets members of JSON-LD only if they have a value. */
final class SchemaOrgMembers {

    private SchemaOrgMembers() {}

    /** Sets a text member. Does nothing if the text is null or blank. */
    static void put(ObjectNode node, String member, String text) {
        if (text != null && !text.isBlank()) {
            node.put(member, text);
        }
    }

    /** Sets a list member. Does nothing if the list is empty. */
    static void put(ObjectNode node, String member, ArrayNode list) {
        if (!list.isEmpty()) {
            node.set(member, list);
        }
    }
}
