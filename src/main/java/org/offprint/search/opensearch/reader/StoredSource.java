package org.offprint.search.opensearch.reader;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.StoredTextFields;
import org.offprint.search.opensearch.query.ClusterFields;

/** Reads the stored fields of a document. */
public final class StoredSource {

    private StoredSource() {}

    /** Returns the names of both forms of a stored text. */
    public static List<String> forms(String field) {
        return List.of(ClusterFields.name(field), ClusterFields.name(FieldNames.quick(field)));
    }

    /** Returns the values of a field. */
    public static List<String> values(JsonNode source, String field) {
        List<String> values = new ArrayList<>();
        JsonNode stored = source.path(ClusterFields.name(field));
        if (stored.isArray()) {
            stored.forEach(value -> values.add(value.asText()));
        } else if (stored.isValueNode() && !stored.isNull()) {
            values.add(stored.asText());
        }
        return values;
    }

    /** Returns the first value of a field; null where there is none. */
    public static String one(JsonNode source, String field) {
        List<String> values = values(source, field);
        return values.isEmpty() ? null : values.get(0);
    }

    static byte[] bytes(JsonNode source, String field) {
        String text = one(source, field);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the texts of a field in either form, in their order. */
    public static List<String> texts(JsonNode source, String field) {
        String quick = one(source, FieldNames.quick(field));
        return quick == null ? values(source, field) : StoredTextFields.split(new BytesRef(quick));
    }

    /** Returns the label of a record; null where it has none. */
    public static String label(JsonNode source) {
        List<String> labels = texts(source, FieldNames.LABEL);
        return labels.isEmpty() ? null : labels.get(0);
    }
}
