package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Members of a record that only the service sets. Clients can send these read-only members back unchanged; they are
 * then removed from the body. Changed values are rejected, and the error names the operation that changes the member.
 */
public final class ReadOnlyMembers {

    private final Map<String, String> howToChange;
    private final Set<String> notCompared;

    /**
     * @param howToChange names of read-only members, each with a sentence that explains how to change the member
     * @param notCompared read-only members that may have any value, because they are derived from other data
     */
    public ReadOnlyMembers(Map<String, String> howToChange, Set<String> notCompared) {
        this.howToChange = howToChange;
        this.notCompared = notCompared;
    }

    /**
     * Removes the read-only members from a request body, and reports changed values. A null member is treated as
     * absent.
     *
     * @param present the current record in the editor's view; null for a new record, which must not contain the members
     */
    public void removeFrom(JsonNode body, JsonNode present, RecordReader reader) {
        if (!(body instanceof ObjectNode object)) {
            return;
        }
        notCompared.forEach(name -> {
            JsonNode sent = object.remove(name);
            if (present == null && sent != null && !sent.isNull() && !(sent.isContainerNode() && sent.isEmpty())) {
                reader.add(
                        "/" + name,
                        "decided-by-the-service",
                        "Remove this member. The service derives it from the other members.");
            }
        });
        if (present == null && body.path("revision").isNumber()) {
            reader.add("/revision", "decided-by-the-service", "Remove this member. A new record has no revision.");
        }
        howToChange.forEach((name, how) -> {
            JsonNode sent = object.remove(name);
            if (sent != null && !sent.isNull() && !isAs(sent, present, name)) {
                reader.add("/" + name, "decided-by-the-service", "Remove this member or send it unchanged. " + how);
            }
        });
    }

    private static boolean isAs(JsonNode sent, JsonNode present, String name) {
        return present != null && present.has(name) && Json.same(sent, present.get(name));
    }
}
