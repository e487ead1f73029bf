package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;

/** Changes to JSON documents: JSON Merge Patch (RFC 7396) and JSON Patch (RFC 6902). */
public final class JsonPatches {

    /** The media type of a merge patch. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    /** The media type of a JSON patch. */
    public static final String JSON_PATCH = "application/json-patch+json";

    private JsonPatches() {}

    /** Reports whether a body of this type is a merge patch rather than a JSON patch; 415 where it says neither. */
    public static boolean isMergePatch(MediaType type) {
        String name = type == null ? "" : (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
        if (!name.equals(MERGE_PATCH) && !name.equals(JSON_PATCH)) {
            throw Problems.unsupportedMediaType("PATCH", List.of(MERGE_PATCH, JSON_PATCH));
        }
        return name.equals(MERGE_PATCH);
    }

    /**
     * The document with this patch applied; the document itself stays as it is.
     *
     * @throws org.offprint.kernel.faults.ProblemException 422 where it cannot be applied
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
                            "Each change raises it; to say which one you change, send If-Match or a test of it.")));
        }
        return patched;
    }

    /**
     * Applies a patch to a record that is then read by its type: where a merge patch takes out what is not there, a
     * null stays, so that one that no such record has can be refused.
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
     * Returns the difference of two documents, as a JSON patch of additions, removals and replacements: a removal has
     * what was there in {@code value}, a replacement in {@code fromValue}.
     */
    public static JsonNode difference(JsonNode from, JsonNode to) {
        return JsonDifference.between(from, to);
    }

    /** RFC 7396, section 2. */
    private static JsonNode merge(JsonNode document, JsonNode patch) {
        if (!patch.isObject()) {
            throw Problems.invalid(
                    "The patch", List.of(Finding.at("", "wrong-type", "A merge patch of a record is an object.")));
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
}
