package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Computes the difference between two documents. Common entries at both ends of lists are skipped, and the remaining
 * entries are compared position by position. The cost grows with the size of the documents and not with the product of
 * their list lengths.
 */
final class JsonDifference {

    private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

    private JsonDifference() {}

    static JsonNode between(JsonNode from, JsonNode to) {
        JsonDifference difference = new JsonDifference();
        difference.compare(from, to, "");
        return difference.operations;
    }

    private void compare(JsonNode from, JsonNode to, String pointer) {
        if (from.equals(to)) {
            return;
        }
        if (from.isObject() && to.isObject()) {
            compareMembers(from, to, pointer);
        } else if (from.isArray() && to.isArray()) {
            compareItems(from, to, pointer);
        } else {
            ObjectNode replacement = operation("replace", pointer);
            replacement.set("fromValue", from);
            replacement.set("value", to);
        }
    }

    private void compareMembers(JsonNode from, JsonNode to, String pointer) {
        from.properties().forEach(member -> {
            String place = pointer + "/" + JsonPointers.escape(member.getKey());
            if (to.has(member.getKey())) {
                compare(member.getValue(), to.get(member.getKey()), place);
            } else {
                operation("remove", place).set("value", member.getValue());
            }
        });
        to.properties().forEach(member -> {
            if (!from.has(member.getKey())) {
                operation("add", pointer + "/" + JsonPointers.escape(member.getKey()))
                        .set("value", member.getValue());
            }
        });
    }

    private void compareItems(JsonNode from, JsonNode to, String pointer) {
        int shorter = Math.min(from.size(), to.size());
        int start = 0;
        while (start < shorter && from.get(start).equals(to.get(start))) {
            start++;
        }
        int tail = 0;
        while (tail < shorter - start && from.get(from.size() - 1 - tail).equals(to.get(to.size() - 1 - tail))) {
            tail++;
        }
        int both = shorter - tail;
        for (int i = start; i < both; i++) {
            compare(from.get(i), to.get(i), pointer + "/" + i);
        }
        // Remove from the end so that the positions of earlier entries stay valid.
        for (int i = from.size() - tail - 1; i >= both; i--) {
            operation("remove", pointer + "/" + i).set("value", from.get(i));
        }
        for (int i = both; i < to.size() - tail; i++) {
            operation("add", pointer + "/" + i).set("value", to.get(i));
        }
    }

    private ObjectNode operation(String name, String pointer) {
        return operations.addObject().put("op", name).put("path", pointer);
    }
}
