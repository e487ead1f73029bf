package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;

/**
 * Applies a JSON patch (RFC 6902) to a copy of a JSON document. Throws a 422 problem with the location of the first
 * operation that cannot be applied.
 */
final class JsonPatch {

    private static final int MAX_OPERATIONS = 10_000;
    /**
     * Maximum number of JSON values that the copy operations of a patch can create in total. Without this limit, a
     * patch that repeatedly copies its own copies would double the document with each operation.
     */
    private static final int MAX_COPIED_VALUES = 200_000;

    /** Maximum number of string characters that the copy operations of a patch can create in total. */
    private static final int MAX_COPIED_CHARACTERS = 2_000_000;

    private static final int MAX_COPY_DEPTH = 200;
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final JsonNode patch;
    private JsonNode document;
    private int number;
    private int copied;
    private int charactersCopied;

    private JsonPatch(JsonNode document, JsonNode patch) {
        this.document = document.deepCopy();
        this.patch = patch;
    }

    static JsonNode apply(JsonNode document, JsonNode patch) {
        if (!patch.isArray() || patch.size() > MAX_OPERATIONS) {
            throw unusable("", "A JSON patch must be a list of at most " + MAX_OPERATIONS + " operations.");
        }
        return new JsonPatch(document, patch).applied();
    }

    private JsonNode applied() {
        for (number = 0; number < patch.size(); number++) {
            operate(patch.get(number));
        }
        return document;
    }

    private void operate(JsonNode operation) {
        String op = text(operation, "op");
        List<String> path = pointer(operation, "path");
        switch (op) {
            case "add" -> add(path, value(operation).deepCopy());
            case "remove" -> remove(path, "path");
            case "replace" -> replace(path, value(operation).deepCopy());
            case "move" -> move(pointer(operation, "from"), path);
            case "copy" -> {
                JsonNode original = find(pointer(operation, "from"), "from");
                count(original, MAX_COPY_DEPTH);
                add(path, original.deepCopy());
            }
            case "test" -> {
                if (!Json.same(find(path, "path"), value(operation))) {
                    throw failed("value", "The test failed: the value differs from the current value at the path.");
                }
            }
            default -> throw failed("op", "The operation must be add, remove, replace, move, copy or test.");
        }
    }

    private void add(List<String> path, JsonNode value) {
        if (path.isEmpty()) {
            document = value;
            return;
        }
        JsonNode parent = find(path.subList(0, path.size() - 1), "path");
        String last = path.get(path.size() - 1);
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode array) {
            array.insert(last.equals("-") ? array.size() : index(last, array.size() + 1, "path"), value);
        } else {
            throw failed("path", "The path must point to a member of an object or an entry of a list.");
        }
    }

    private JsonNode remove(List<String> path, String member) {
        JsonNode there = find(path, member);
        if (path.isEmpty()) {
            throw failed(member, "The whole record cannot be removed. Remove single members instead.");
        }
        JsonNode parent = find(path.subList(0, path.size() - 1), member);
        String last = path.get(path.size() - 1);
        if (parent instanceof ObjectNode object) {
            object.remove(last);
        } else if (parent instanceof ArrayNode array) {
            array.remove(index(last, array.size(), member));
        }
        return there;
    }

    private void replace(List<String> path, JsonNode value) {
        if (!path.isEmpty()) {
            remove(path, "path");
        }
        add(path, value);
    }

    private void move(List<String> from, List<String> path) {
        if (path.size() > from.size() && path.subList(0, from.size()).equals(from)) {
            throw failed("path", "A value cannot be moved to a path inside itself.");
        }
        JsonNode there = find(from, "from");
        if (!from.equals(path)) {
            remove(from, "from");
            add(path, there);
        }
    }

    private JsonNode find(List<String> path, String member) {
        JsonNode at = document;
        for (String step : path) {
            JsonNode next = at.isArray() ? at.get(index(step, at.size(), member)) : at.get(step);
            if (next == null) {
                throw failed(member, "The pointer must refer to an existing value.");
            }
            at = next;
        }
        return at;
    }

    private int index(String step, int below, String member) {
        int index = INDEX.matcher(step).matches() ? Integer.parseInt(step) : Integer.MAX_VALUE;
        if (index >= below) {
            throw failed(member, "The pointer must contain a valid list index.");
        }
        return index;
    }

    private void count(JsonNode node, int deeper) {
        copied++;
        charactersCopied += node.isTextual() ? node.textValue().length() : 0;
        if (copied > MAX_COPIED_VALUES || charactersCopied > MAX_COPIED_CHARACTERS || deeper == 0) {
            throw failed("from", "Too much data is copied. Use fewer or smaller copy operations.");
        }
        node.forEach(child -> count(child, deeper - 1));
    }

    private JsonNode value(JsonNode operation) {
        JsonNode value = operation.get("value");
        if (value == null) {
            throw failed("value", "A value is required; it can be null.");
        }
        return value;
    }

    private String text(JsonNode operation, String member) {
        JsonNode text = operation.path(member);
        if (!text.isTextual()) {
            throw failed(member, "A string is required.");
        }
        return text.textValue();
    }

    /** Returns the unescaped reference tokens of a JSON Pointer (RFC 6901). */
    private List<String> pointer(JsonNode operation, String member) {
        String pointer = text(operation, member);
        if (!JsonPointers.isPointer(pointer)) {
            throw failed(member, "The value must be a JSON Pointer, for example /contributors/0/orcid.");
        }
        return pointer.isEmpty()
                ? List.of()
                : Arrays.stream(pointer.substring(1).split("/", -1))
                        .map(step -> step.replace("~1", "/").replace("~0", "~"))
                        .toList();
    }

    private RuntimeException failed(String member, String message) {
        return unusable("/" + number + "/" + member, message);
    }

    private static RuntimeException unusable(String pointer, String message) {
        return Problems.invalid("The patch", List.of(Finding.at(pointer, "patch", message)));
    }
}
