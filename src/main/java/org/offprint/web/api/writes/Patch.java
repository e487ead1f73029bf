package org.offprint.web.api.writes;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MediaType;
import java.util.function.UnaryOperator;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.kernel.json.JsonText;

/** Request body that is a JSON Merge Patch (RFC 7396) or a JSON Patch (RFC 6902), depending on the media type. */
public final class Patch extends JsonBody {

    private final transient boolean isMergePatch;

    Patch(JsonText text, MediaType type) {
        super(text);
        this.isMergePatch = JsonPatches.isMergePatch(type);
    }

    /** Returns a JSON Patch for an operation that another part of the service calls. */
    public static Patch of(JsonNode operations) {
        return new Patch(JsonText.of(operations), MediaType.valueOf(JsonPatches.JSON_PATCH));
    }

    /** Returns whether this patch is a JSON Merge Patch; otherwise, it is a JSON Patch. */
    public boolean isMergePatch() {
        return isMergePatch;
    }

    /**
     * Returns a function that applies the given tree of this patch to a record in its representation for editors.
     *
     * @throws org.offprint.kernel.faults.ProblemException 422 if the patch cannot be applied
     */
    public UnaryOperator<JsonNode> asFunction(JsonNode tree) {
        return record -> JsonPatches.applyToRecord(record, tree, isMergePatch);
    }
}
