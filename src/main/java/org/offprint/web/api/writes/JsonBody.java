package org.offprint.web.api.writes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.kernel.json.JsonText;

/**
 * JSON request body, which is parsed only when the write operation needs it. Therefore, reusing an Idempotency-Key with
 * a different body is rejected before the body is parsed.
 */
public abstract class JsonBody {

    private final transient JsonText text;

    JsonBody(JsonText text) {
        this.text = text;
    }

    /** Returns the unparsed text of the request body. */
    JsonText text() {
        return text;
    }

    /** Returns the length of the request body in bytes. */
    public long length() {
        return text.length();
    }

    /**
     * Parses the request body. Each call returns a new tree, so that a retry of the write operation does not see
     * changes to an earlier tree.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the body is empty or cannot be parsed
     */
    public JsonNode tree() {
        DocumentMemoryLimit.acquire(text.length());
        return text.tree();
    }

    /**
     * Parses the request body. An empty body is treated as an empty object.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the body cannot be parsed
     */
    public JsonNode treeOrEmpty() {
        return text.length() == 0 ? JsonNodeFactory.instance.objectNode() : tree();
    }
}
