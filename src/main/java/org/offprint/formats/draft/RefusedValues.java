package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.offprint.kernel.faults.Finding;

/**
 * The values of a record that its type refuses, each noted when it is set. They stay where they are until the record is
 * finished, for only then is it known where in their lists they stand, and whether they were not replaced.
 */
final class RefusedValues {

    private static final String REFUSED = "refused";

    /** By the value itself, not by its text; made when there is one, as most records have none. */
    private Map<JsonNode, String> messages;

    /** Notes why a value is refused; it fits where the message is null. */
    void note(JsonNode value, String message) {
        if (message != null) {
            messages = messages == null ? new IdentityHashMap<>() : messages;
            messages.put(value, message);
        }
    }

    boolean isEmpty() {
        return messages == null;
    }

    /** Returns those that stand in a tree, each with its place. */
    List<Finding> in(JsonNode tree, String pointer) {
        List<Finding> findings = new ArrayList<>();
        if (messages != null) {
            find(tree, pointer, findings);
        }
        return findings;
    }

    private void find(JsonNode node, String pointer, List<Finding> findings) {
        String message = messages.get(node);
        if (message != null) {
            findings.add(Finding.at(pointer, REFUSED, message));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            find(node.get(i), pointer + "/" + i, findings);
        }
        node.properties().forEach(member -> find(member.getValue(), pointer + "/" + member.getKey(), findings));
    }
}
