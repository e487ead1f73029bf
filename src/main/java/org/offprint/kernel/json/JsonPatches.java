package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;

/** Applies and computes changes to JSON documents: JSON Merge Patch (RFC 7396) and JSON Patch (RFC 6902). */
public final class JsonPatches {

    /** Media type of JSON Merge Patch. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    /** Media type of JSON Patch. */
    public static final String JSON_PATCH = "application/json-patch+json";

    private JsonPatches() {}

    /**
     * Returns whether a body of the given media type is a merge patch rather than a JSON patch.
     *
     * @throws org.offprint.kernel.faults.ProblemException 415 if the media type is neither of the two
     */
    public static boolean isMergePatch(MediaType type) {
        String name = type == null ? "" : (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
        if (!name.equals(MERGE_PATCH) && !name.equals(JSON_PATCH)) {
            throw Problems.unsupportedMediaType("PATCH", List.of(MERGE_PATCH, JSON_PATCH));
        }
        return name.equals(MERGE_PATCH);
    }

    /**
     * Returns a copy of the document with the patch applied. The given document is not changed.
     *
     * @throws org.offprint.kernel.faults.ProblemException 422 if the patch cannot be applied
     */
    public static JsonNode apply(JsonNode document, JsonNode patch, boolean isMergePatch) {
        if (isMergePatch) {
            return merge(document, patch);
        }
        JsonNode patched = JsonPatch.apply(document, patch);
        if (!patched.path("revision").equals(document.path("revision"))) {
            throw Problems.invalid(
                    "The patch",
                    List.of(Finding.at(
                            "/revision",
                            "decided-by-the-service",
                            "The revision cannot be changed, because the service increases it with each change. To"
                                    + " check the revision, use If-Match or a test operation.")));
        }
        return patched;
    }

    /**
     * Applies a patch to the JSON of a record before it is converted to the record type. Members removed by a merge
     * patch are returned as null, so that the converter can report the removal of an unknown member.
     */
    public static JsonNode applyToRecord(JsonNode record, JsonNode patch, boolean isMergePatch) {
        JsonNode patched = apply(record, patch, isMergePatch);
        if (isMergePatch) {
            keepNulls((ObjectNode) patched, patch);
        }
        return patched;
    }

    private static void keepNulls(ObjectNode patched, JsonNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode now = patched.get(entry.getKey());
            if (entry.getValue().isNull()) {
                patched.putNull(entry.getKey());
            } else if (entry.getValue().isObject() && now instanceof ObjectNode object) {
                keepNulls(object, entry.getValue());
            }
        });
    }

    /**
     * Returns the difference between two JSON documents as a JSON patch of add, remove and replace operations. A remove
     * operation contains the removed value as {@code value}; a replace operation contains the old value as {@code
     * fromValue}.
     */
    public static JsonNode difference(JsonNode from, JsonNode to) {
        return JsonDifference.between(from, to);
    }

    /** Applies a JSON merge patch (RFC 7396, section 2). */
    private static JsonNode merge(JsonNode document, JsonNode patch) {
        if (!patch.isObject()) {
            throw Problems.invalid(
                    "The patch", List.of(Finding.at("", "wrong-type", "A merge patch of a record must be an object.")));
        }
        return mergeInto(document, patch);
    }

    private static JsonNode mergeInto(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged =
                target != null && target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), mergeInto(merged.get(entry.getKey()), entry.getValue()));
            }
        });
        return merged;
    }

    /**
     * Computes the difference between two JSON documents. Common entries at both ends of two lists are skipped, and the
     * remaining entries are compared by index. The cost is proportional to the size of the documents, not to the
     * product of their list lengths.
     */
    private static final class JsonDifference {

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
            // Remove list entries from the end, so that the indexes of earlier entries remain valid.
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
}
