package org.offprint.web.api.writes;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MediaType;
import java.util.function.UnaryOperator;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.kernel.json.JsonText;

/** A body that changes a record: a JSON Merge Patch (RFC 7396) or a JSON Patch (RFC 6902), by its media type. */
public final class Patch extends JsonBody {

    private final transient boolean isMergePatch;

    Patch(JsonText text, MediaType type) {
        super(text);
        this.isMergePatch = JsonPatches.isMergePatch(type);
    }

    /** Reports whether it is a merge patch rather than a JSON patch. */
    public boolean isMergePatch() {
        return isMergePatch;
    }

    /**
     * Applies a tree of this body to a record as its editors read it.
     *
     * @throws org.offprint.kernel.faults.ProblemException 422 where it cannot be applied
     */
    public UnaryOperator<JsonNode> applying(JsonNode tree) {
        return record -> JsonPatches.applyToRecord(record, tree, isMergePatch);
    }
}
