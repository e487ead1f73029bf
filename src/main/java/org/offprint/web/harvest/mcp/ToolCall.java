package org.offprint.web.harvest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.offprint.services.usage.UsedItem;

/**
 * Call of a tool, with access to its arguments. Methods throw {@link McpException} if an argument has the wrong type or
 * exceeds its limits.
 *
 * @param arguments arguments by name
 * @param baseUrl base URL of Offprint without a trailing slash
 * @param usage records the use of an item in the usage statistics
 */
record ToolCall(JsonNode arguments, String baseUrl, Consumer<UsedItem> usage) {

    /** Maximum number of characters of an argument. */
    static final int MAX_LENGTH = 2_000;

    /** Maximum number of a page in a list. */
    static final int MAX_PAGE = 500;

    /**
     * Result of a tool call.
     *
     * @param text result for language models
     * @param structured result for programs; null for none
     * @param isError whether the tool could not do its work, for a reason that the model can correct
     */
    record ToolAnswer(String text, ObjectNode structured, boolean isError) {

        static ToolAnswer of(String text, ObjectNode structured) {
            return new ToolAnswer(text, structured, false);
        }

        static ToolAnswer failed(String text) {
            return new ToolAnswer(text, null, true);
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Returns a text argument, or null if it is missing or blank. */
    String text(String name) {
        JsonNode value = arguments.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw McpException.params("The argument " + name + " must be a string.");
        }
        String text = value.textValue().strip();
        if (text.length() > MAX_LENGTH) {
            throw McpException.params("The argument " + name + " must have at most " + MAX_LENGTH + " characters.");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' && c != '\r')) {
            throw McpException.params("The argument " + name + " contains control characters.");
        }
        return text.isEmpty() ? null : text;
    }

    /** Returns a required text argument. */
    String required(String name) {
        String text = text(name);
        if (text == null) {
            throw McpException.params("The argument " + name + " is required.");
        }
        return text;
    }

    /** Returns an integer argument, or the default if it is missing. */
    int number(String name, int min, int max, int usual) {
        JsonNode value = arguments.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        if (!value.canConvertToExactIntegral()
                || !value.canConvertToInt()
                || value.intValue() < min
                || value.intValue() > max) {
            throw McpException.params("The argument " + name + " must be an integer from " + min + " to " + max + ".");
        }
        return value.intValue();
    }

    /** Returns the page number of a list, which clients pass as an opaque cursor. */
    int page() {
        String cursor = text("cursor");
        if (cursor == null) {
            return 1;
        }
        if (cursor.length() > 3 || !cursor.chars().allMatch(c -> c >= '0' && c <= '9') || cursor.startsWith("0")) {
            throw McpException.params("The argument cursor must be the cursor of an earlier result.");
        }
        int page = Integer.parseInt(cursor);
        if (page > MAX_PAGE) {
            throw McpException.params("The argument cursor must be the cursor of an earlier result.");
        }
        return page;
    }
}
