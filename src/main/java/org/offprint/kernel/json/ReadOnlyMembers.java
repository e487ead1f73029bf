package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * The members of a record that the service decides. What a client read can be sent back: they are taken out where they
 * are as they were, and refused where they are not, with the operation that changes them.
 */
public final class ReadOnlyMembers {

    private final Map<String, String> howToChange;
    private final Set<String> notCompared;

    /**
     * @param howToChange each member with a sentence about what changes it
     * @param notCompared members that may be anything, because something else decides them
     */
    public ReadOnlyMembers(Map<String, String> howToChange, Set<String> notCompared) {
        this.howToChange = howToChange;
        this.notCompared = notCompared;
    }

    /**
     * Takes the decided members out of this body; one that is null is as if it were left out.
     *
     * @param present the record as its editor reads it now; null where it is new, and then none is accepted
     */
    public void takeOut(JsonNode body, JsonNode present, RecordReader reader) {
        if (!(body instanceof ObjectNode object)) {
            return;
        }
        notCompared.forEach(name -> {
            JsonNode sent = object.remove(name);
            if (present == null && sent != null && !sent.isNull() && !(sent.isContainerNode() && sent.isEmpty())) {
                reader.add(
                        "/" + name,
                        "decided-by-the-service",
                        "This is decided by the service. It follows from the rest.");
            }
        });
        if (present == null && body.path("revision").isNumber()) {
            reader.add("/revision", "decided-by-the-service", "What is new has no revision to state.");
        }
        howToChange.forEach((name, how) -> {
            JsonNode sent = object.remove(name);
            if (sent != null && !sent.isNull() && !isAs(sent, present, name)) {
                reader.add("/" + name, "decided-by-the-service", "This is decided by the service. " + how);
            }
        });
    }

    private static boolean isAs(JsonNode sent, JsonNode present, String name) {
        return present != null && present.has(name) && Json.same(sent, present.get(name));
    }
}
