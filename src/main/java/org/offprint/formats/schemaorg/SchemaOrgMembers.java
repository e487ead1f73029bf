package org.offprint.formats.schemaorg;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sets members of a JSON-LD node. Members without content are omitted. */
final class SchemaOrgMembers {

    private SchemaOrgMembers() {}

    /** Sets a string member of a JSON-LD node. Does nothing if the string is null or blank. */
    static void put(ObjectNode node, String member, String text) {
        if (text != null && !text.isBlank()) {
            node.put(member, text);
        }
    }

    /** Sets a list member of a JSON-LD node. Does nothing if the list is empty. */
    static void put(ObjectNode node, String member, ArrayNode list) {
        if (!list.isEmpty()) {
            node.set(member, list);
        }
    }
}
