package org.offprint.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.List;
import org.offprint.http.problem.Finding;
import org.offprint.http.problem.Problems;

/** Changes to JSON documents: JSON Merge Patch (RFC 7396) and JSON Patch (RFC 6902). */
public final class Patches {

    /** The media type of a merge patch. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    /** The media type of a JSON patch. */
    public static final String JSON_PATCH = "application/json-patch+json";

    /** Values that move or repeat are written out: people read differences, and the library gets those wrong. */
    private static final EnumSet<DiffFlags> DIFFERENCE = EnumSet.of(
            DiffFlags.OMIT_MOVE_OPERATION, DiffFlags.OMIT_COPY_OPERATION, DiffFlags.ADD_ORIGINAL_VALUE_ON_REPLACE);

    private Patches() {}

    /** Whether a body of this type is a merge patch rather than a JSON patch. */
    public static boolean isMergePatch(MediaType type) {
        return type.isCompatible(MediaType.valueOf(MERGE_PATCH));
    }

    /**
     * The document with this patch applied; the document itself stays as it is.
     *
     * @throws org.offprint.http.problem.ProblemException 422 where it cannot be applied
     */
    public static JsonNode apply(JsonNode document, JsonNode patch, boolean isMergePatch) {
        return isMergePatch ? merge(document, patch) : JsonPatch.apply(document, patch);
    }

    /**
     * What turns one document into another, as a JSON patch of additions, removals and replacements: a removal has what
     * was there in {@code value}, a replacement in {@code fromValue}.
     */
    public static JsonNode difference(JsonNode from, JsonNode to) {
        return JsonDiff.asJson(from, to, DIFFERENCE);
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
