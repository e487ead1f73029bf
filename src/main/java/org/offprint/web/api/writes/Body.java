package org.offprint.web.api.writes;

import com.fasterxml.jackson.databind.JsonNode;
import org.offprint.kernel.json.JsonText;
import org.offprint.kernel.json.RecordReader;

/**
 * JSON request body that contains a record of the given type. The type argument in the resource method determines both
 * the parsing and the schema in the OpenAPI document.
 */
public final class Body<T extends Record> extends JsonBody {

    private final transient Class<T> type;

    /** Field from which the generator of the OpenAPI document determines the record type. The field is never set. */
    @SuppressWarnings("unused")
    private T record;

    Body(JsonText text, Class<T> type) {
        super(text);
        this.type = type;
    }

    /** Returns the body of a write operation that another part of the service calls. */
    public static <T extends Record> Body<T> of(Object value, Class<T> type) {
        return new Body<>(JsonText.of(value), type);
    }

    /**
     * Converts a JSON tree of this body to the record type. Errors are added to the reader.
     *
     * @return the record; null only if the tree is not a JSON object
     */
    public T read(JsonNode tree, RecordReader reader) {
        return reader.read(tree, type);
    }
}
