package org.offprint.web.harvest.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.offprint.services.usage.UsedItem;

/**
 * Call of a tool, with access to its arguments.
 *
 * @param arguments arguments by name, which match the JSON schema of the tool
 * @param baseUrl base URL of Offprint without a trailing slash
 * @param usage records the use of an item in the usage statistics
 */
record ToolCall(JsonNode arguments, String baseUrl, Consumer<UsedItem> usage) {

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

    /** Returns a text argument without surrounding whitespace, or null if it is missing or blank. */
    String text(String name) {
        String text = arguments.path(name).asText("").strip();
        return text.isEmpty() ? null : text;
    }

    /** Returns an integer argument, or the default if it is missing. */
    int number(String name, int usual) {
        return arguments.path(name).asInt(usual);
    }

    /** Returns the page number of a list, which clients pass as an opaque cursor. */
    int page() {
        String cursor = text("cursor");
        if (cursor == null) {
            return 1;
        }
        boolean isNumber =
                cursor.length() <= 3 && cursor.chars().allMatch(c -> c >= '0' && c <= '9') && !cursor.startsWith("0");
        if (!isNumber || Integer.parseInt(cursor) > MAX_PAGE) {
            throw McpException.params("The argument cursor must be the cursor of an earlier result.");
        }
        return Integer.parseInt(cursor);
    }
}
