package org.offprint.web.api.writes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.offprint.kernel.json.DocumentMemory;
import org.offprint.kernel.json.JsonText;

/**
 * The JSON body of a request, at most as large as the service takes. It is parsed where the write asks for it and not
 * before: an Idempotency-Key that came with another body is refused first.
 */
public abstract class JsonBody {

    private final transient JsonText text;

    JsonBody(JsonText text) {
        this.text = text;
    }

    /** The text that came. */
    JsonText text() {
        return text;
    }

    /**
     * Parses the body, each time anew, because a write that is tried again must not see a tree that was changed.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 where it is empty or cannot be parsed
     */
    public JsonNode tree() {
        DocumentMemory.require(text.length());
        return text.tree();
    }

    /**
     * Parses the body; an empty one stands for an empty object.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 where it cannot be parsed
     */
    public JsonNode treeOrEmpty() {
        return text.length() == 0 ? JsonNodeFactory.instance.objectNode() : tree();
    }
}
