package org.offprint.web.api.writes;

import com.fasterxml.jackson.databind.JsonNode;
import org.offprint.kernel.json.JsonText;
import org.offprint.kernel.json.RecordReader;

/**
 * A body that is to be a record of this type. The resource states the type once, for the reader and for the contract
 * alike.
 */
public final class Body<T extends Record> extends JsonBody {

    private final transient Class<T> type;

    /** Never set: the contract is made from fields, and this one says what the body holds. */
    @SuppressWarnings("unused")
    private T record;

    Body(JsonText text, Class<T> type) {
        super(text);
        this.type = type;
    }

    /**
     * Reads a tree of this body into its type; the reader keeps what is wrong with it.
     *
     * @return null only where the tree is not an object
     */
    public T read(JsonNode tree, RecordReader reader) {
        return reader.read(tree, type);
    }
}
