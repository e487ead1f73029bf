package org.offprint.formats.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.offprint.kernel.faults.Finding;

/**
 * Invalid values of a record, recorded when they are set. Rejected values are removed only when the record is finished,
 * because the list positions and replacements of values are not known earlier.
 */
final class RejectedValues {

    private static final String REFUSED = "refused";

    /**
     * Messages keyed by value identity, not by text. The map is created on first use, because most records have no
     * rejected values.
     */
    private Map<JsonNode, String> messages;

    /**
     * Records the reason why a value is rejected. Does nothing if the message is null, which means that the value is
     * valid.
     */
    void note(JsonNode value, String message) {
        if (message != null) {
            messages = messages == null ? new IdentityHashMap<>() : messages;
            messages.put(value, message);
        }
    }

    boolean isEmpty() {
        return messages == null;
    }

    /** Returns findings for the rejected values in a tree, with their pointers. */
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
